package io.clientele.rules.engine;

import io.clientele.rules.language.Rule;
import io.clientele.rules.language.RuleBody.Aggregate;
import io.clientele.rules.language.RuleBody.Sequence;
import io.clientele.rules.language.Step;
import io.clientele.rules.language.Trigger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A rule made ready to run. Immutable: any number of engines may share it. */
public final class CompiledRule {

    private final Rule rule;
    private final Optional<Automaton> automaton;
    private final Map<String, Object> params = new HashMap<>();
    private final Map<String, Integer> steps = new HashMap<>();
    private final boolean[] single;
    private final boolean[] dependent;
    private final Trigger[] triggers;
    private final Set<String> eventFields;

    private CompiledRule(Rule rule) {
        this.rule = rule;
        this.eventFields = Set.copyOf(rule.eventFields());
        this.automaton = rule.sequence().map(s -> Automaton.of(rule));
        rule.params().forEach((name, param) -> params.put(name, param.value()));
        List<Step> list = rule.sequence().map(Sequence::steps).orElse(List.of());
        single = new boolean[list.size()];
        dependent = new boolean[list.size()];
        triggers = new Trigger[list.size()];
        for (int i = 0; i < list.size(); i++) {
            steps.put(list.get(i).name(), i);
        }
        for (int i = 0; i < list.size(); i++) {
            single[i] = list.get(i).isSingle();
            triggers[i] = list.get(i).trigger();
            dependent[i] =
                    list.get(i).where().stream()
                            .flatMap(where -> where.variables().stream())
                            .anyMatch(steps::containsKey);
        }
    }

    /** Makes a rule ready. */
    public static CompiledRule of(Rule rule) {
        return new CompiledRule(rule);
    }

    /** The rule. */
    public Rule rule() {
        return rule;
    }

    /** The names of the events that can begin something. */
    public Set<String> startNames() {
        return automaton
                .map(Automaton::startNames)
                .orElseGet(() -> ((Aggregate) rule.body()).trigger().eventNames());
    }

    /** The names of all events that some step waits for. */
    public Set<String> names() {
        return automaton
                .map(Automaton::names)
                .orElseGet(() -> ((Aggregate) rule.body()).trigger().eventNames());
    }

    /** Whether an event that no step waits for can end a partial match. */
    boolean mindsOthers() {
        return automaton.filter(Automaton::minds).isPresent();
    }

    Automaton automaton() {
        return automaton.orElseThrow();
    }

    /** The fields that it reads of any event. */
    Set<String> eventFields() {
        return eventFields;
    }

    Map<String, Object> params() {
        return params;
    }

    Optional<Integer> step(String name) {
        return Optional.ofNullable(steps.get(name));
    }

    int steps() {
        return triggers.length;
    }

    boolean isSingle(int step) {
        return single[step];
    }

    /** Whether a step's condition reads earlier steps, so that it differs between matches. */
    boolean isDependent(int step) {
        return dependent[step];
    }

    Trigger trigger(int step) {
        return triggers[step];
    }
}
