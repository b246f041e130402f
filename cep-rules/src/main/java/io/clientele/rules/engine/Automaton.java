package io.clientele.rules.engine;

import io.clientele.rules.event.RuleInput;
import io.clientele.rules.language.MatchSelection;
import io.clientele.rules.language.Rule;
import io.clientele.rules.language.RuleBody.Sequence;
import io.clientele.rules.language.Step;
import io.clientele.rules.pattern.PatternCompiler;
import io.clientele.rules.pattern.StepCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.State;
import org.apache.flink.cep.nfa.StateTransition;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.nfa.compiler.NFAStateNameHandler;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.RichAndCondition;
import org.apache.flink.cep.pattern.conditions.RichCompositeIterativeCondition;
import org.apache.flink.cep.pattern.conditions.RichNotCondition;
import org.apache.flink.cep.pattern.conditions.RichOrCondition;

/**
 * The states that Flink CEP's own compiler makes of a rule, as arrays. Taking the states from there
 * is what makes the engine match what Flink CEP matches.
 *
 * <p>For each state and each event name it is known beforehand whether such an event can change
 * anything, so that an event is shown only to the partial matches that it can concern.
 */
final class Automaton {

    /** What happens along an edge. */
    enum Action {
        /** The event is taken. */
        TAKE,
        /** The event is passed over. */
        IGNORE,
        /** The edges of the target are looked at, too. */
        PROCEED
    }

    /** What a state is. */
    enum Role {
        START,
        NORMAL,
        /** An absence at the end: running out of time completes the match. */
        PENDING,
        FINAL,
        /** The absence was broken. */
        STOP
    }

    /** A condition on an edge, over whether the event fits single steps. */
    sealed interface Condition {}

    record Fits(int step) implements Condition {}

    record Not(Condition of) implements Condition {}

    record And(List<Condition> of) implements Condition {}

    record Or(List<Condition> of) implements Condition {}

    record Always(boolean truth) implements Condition {}

    /**
     * An edge.
     *
     * @param step index of the step that takes the event; of the state that the edge leaves
     */
    record Edge(Action action, int target, int step, Condition condition) {}

    /**
     * A state.
     *
     * @param gap milliseconds after the last event until it runs out of time; 0 for never
     */
    record Node(Role role, List<Edge> edges, long gap) {}

    private enum Ternary {
        NO,
        MAYBE,
        YES
    }

    private final List<Node> nodes;
    private final int start;
    private final long within;
    private final MatchSelection selection;
    private final Set<String> names;
    private final boolean[] reactsToOther;
    private final Map<String, boolean[]> reacts;

    private Automaton(List<Node> nodes, int start, long within, Sequence sequence) {
        List<Step> steps = sequence.steps();
        this.selection = sequence.selection();
        this.nodes = List.copyOf(nodes);
        this.start = start;
        this.within = within;
        this.names = new TreeSet<>();
        steps.forEach(step -> names.addAll(step.trigger().eventNames()));
        this.reactsToOther = reactions(new boolean[steps.size()]);
        this.reacts = new HashMap<>();
        for (String name : names) {
            boolean[] possible = new boolean[steps.size()];
            for (int i = 0; i < steps.size(); i++) {
                possible[i] = steps.get(i).trigger().eventNames().contains(name);
            }
            reacts.put(name, reactions(possible));
        }
    }

    /** The automaton of a rule that is a sequence of steps. */
    static Automaton of(Rule rule) {
        Sequence sequence = rule.sequence().orElseThrow();
        NFA<RuleInput> nfa =
                NFACompiler.compileFactory(PatternCompiler.compile(rule), false).createNFA();
        List<State<RuleInput>> states =
                nfa.getStates().stream()
                        .sorted(java.util.Comparator.comparing(State::getName))
                        .toList();
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < states.size(); i++) {
            indices.put(states.get(i).getName(), i);
        }
        Map<String, Integer> steps = new HashMap<>();
        Map<String, Long> gaps = new HashMap<>();
        for (int i = 0; i < sequence.steps().size(); i++) {
            Step step = sequence.steps().get(i);
            steps.put(step.name(), i);
            step.gap().map(Duration::toMillis).ifPresent(gap -> gaps.put(step.name(), gap));
        }
        List<Node> nodes = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < states.size(); i++) {
            State<RuleInput> state = states.get(i);
            List<Edge> edges = new ArrayList<>();
            for (StateTransition<RuleInput> edge : state.getStateTransitions()) {
                String source =
                        NFAStateNameHandler.getOriginalNameFromInternal(
                                edge.getSourceState().getName());
                edges.add(
                        new Edge(
                                Action.valueOf(edge.getAction().name()),
                                indices.get(edge.getTargetState().getName()),
                                steps.getOrDefault(source, -1),
                                condition(edge.getCondition())));
            }
            // Flink gives a gap to the first state that it makes of a step, which has the step's
            // own name; copies of it have a number after theirs.
            nodes.add(
                    new Node(
                            role(state),
                            List.copyOf(edges),
                            gaps.getOrDefault(state.getName(), 0L)));
            if (state.isStart()) {
                start = i;
            }
        }
        return new Automaton(nodes, start, nfa.getWindowTime(), sequence);
    }

    private static Role role(State<RuleInput> state) {
        return switch (state.getStateType()) {
            case Start -> Role.START;
            case Final -> Role.FINAL;
            case Normal -> Role.NORMAL;
            case Pending -> Role.PENDING;
            case Stop -> Role.STOP;
        };
    }

    private static Condition condition(IterativeCondition<RuleInput> condition) {
        if (condition instanceof StepCondition step) {
            return new Fits(step.index());
        }
        if (condition instanceof RichCompositeIterativeCondition<RuleInput> composite) {
            List<Condition> nested =
                    Arrays.stream(composite.getNestedConditions())
                            .map(Automaton::condition)
                            .toList();
            if (condition instanceof RichNotCondition<RuleInput>) {
                return new Not(nested.get(0));
            }
            if (condition instanceof RichAndCondition<RuleInput>) {
                return new And(nested);
            }
            if (condition instanceof RichOrCondition<RuleInput>) {
                return new Or(nested);
            }
        }
        // the compiler's own constant, the only other condition that it makes
        return new Always(true);
    }

    Node node(int state) {
        return nodes.get(state);
    }

    MatchSelection selection() {
        return selection;
    }

    int start() {
        return start;
    }

    /** The names of the events that some step waits for. */
    Set<String> names() {
        return names;
    }

    /** The names of the events that can start a match. */
    Set<String> startNames() {
        Set<String> starting = new HashSet<>();
        reacts.forEach(
                (name, states) -> {
                    if (states[start]) {
                        starting.add(name);
                    }
                });
        return starting;
    }

    /** Whether an event that no step waits for can end a partial match. */
    boolean minds() {
        for (int i = 0; i < reactsToOther.length; i++) {
            Role role = nodes.get(i).role();
            if (reactsToOther[i] && (role == Role.NORMAL || role == Role.PENDING)) {
                return true;
            }
        }
        return false;
    }

    /** Which states an event of a name can change anything for. */
    boolean[] reactions(String name) {
        return reacts.getOrDefault(name, reactsToOther);
    }

    /**
     * When a partial match runs out of time: at this instant it has no time left.
     *
     * @return milliseconds since 1970; {@link Long#MAX_VALUE} for never
     */
    long deadline(Run run) {
        if (run.isAtStart()) {
            return Long.MAX_VALUE;
        }
        long gap = nodes.get(run.state()).gap();
        long byGap = gap == 0 ? Long.MAX_VALUE : run.previousTime() + gap;
        return within == 0 ? byGap : Math.min(byGap, run.startTime() + within);
    }

    private boolean[] reactions(boolean[] possible) {
        boolean[] states = new boolean[nodes.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = i == start ? starts(i, possible, new HashSet<>()) : changes(i, possible);
        }
        return states;
    }

    private boolean starts(int state, boolean[] possible, Set<Integer> seen) {
        if (!seen.add(state)) {
            return false;
        }
        for (Edge edge : nodes.get(state).edges()) {
            boolean can = value(edge.condition(), possible) != Ternary.NO;
            if (can
                    && (edge.action() == Action.TAKE
                            || (state != start && edge.action() == Action.IGNORE)
                            || (edge.action() == Action.PROCEED
                                    && starts(edge.target(), possible, seen)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything but staying where it is can come of it. */
    private boolean changes(int state, boolean[] possible) {
        int stays = 0;
        for (Edge edge : nodes.get(state).edges()) {
            Ternary value = value(edge.condition(), possible);
            if (value == Ternary.NO) {
                continue;
            }
            boolean stay = edge.action() == Action.IGNORE && edge.target() == state;
            if (!stay || value == Ternary.MAYBE) {
                return true;
            }
            stays++;
        }
        return stays != 1;
    }

    private static Ternary value(Condition condition, boolean[] possible) {
        if (condition instanceof Fits fits) {
            return possible[fits.step()] ? Ternary.MAYBE : Ternary.NO;
        }
        if (condition instanceof Not not) {
            return switch (value(not.of(), possible)) {
                case NO -> Ternary.YES;
                case MAYBE -> Ternary.MAYBE;
                case YES -> Ternary.NO;
            };
        }
        if (condition instanceof And and) {
            return and.of().stream()
                    .map(c -> value(c, possible))
                    .min(java.util.Comparator.naturalOrder())
                    .orElse(Ternary.YES);
        }
        if (condition instanceof Or or) {
            return or.of().stream()
                    .map(c -> value(c, possible))
                    .max(java.util.Comparator.naturalOrder())
                    .orElse(Ternary.NO);
        }
        return ((Always) condition).truth() ? Ternary.YES : Ternary.NO;
    }
}
