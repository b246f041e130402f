package io.clientele.rules.engine;

import io.clientele.rules.engine.RuleState.Sequences;
import io.clientele.rules.engine.RuleState.Window;
import io.clientele.rules.engine.SequenceRuns.Progress;
import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import io.clientele.rules.expression.EvaluationFailedException;
import io.clientele.rules.language.RuleBody.Aggregate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Runs rules over the events of customers, one customer at a time: the customer's state comes in
 * and is changed, matches come out. It reads no clock and keeps nothing of a customer itself.
 *
 * <p>A customer's events must come in the order of their times. An event costs the rules that it
 * can begin something for and those of the customer's partial matches that it can concern. Not for
 * several threads.
 */
public final class RuleEngine {

    private final EngineLimits limits;
    private final LongSupplier clock;
    private final Map<String, RuleCounters> counters = new HashMap<>();
    private final Set<String> counting = new HashSet<>();
    private RuleSet rules;

    /** An engine that does not measure how long rules take. */
    public RuleEngine(RuleSet rules, EngineLimits limits) {
        this(rules, limits, () -> 0);
    }

    /**
     * An engine.
     *
     * @param clock nanoseconds from any origin, by which it is measured how long rules take; what
     *     rules match does not depend on it
     */
    public RuleEngine(RuleSet rules, EngineLimits limits, LongSupplier clock) {
        this.rules = rules;
        this.limits = limits;
        this.clock = clock;
    }

    /** The rules in force. */
    public RuleSet rules() {
        return rules;
    }

    /**
     * Puts other rules in force. What customers have of rules that have changed, gone or been put
     * off is dropped when the customer is next looked at; all other partial matches go on.
     */
    public void rules(RuleSet changed) {
        rules = changed;
        counters.keySet().retainAll(changed.rules().keySet());
        counting.retainAll(changed.rules().keySet());
    }

    /** What the rules have done since this was asked last; those that did nothing are left out. */
    public Map<String, RuleCounters.Told> done() {
        Map<String, RuleCounters.Told> done = new TreeMap<>();
        for (String rule : counting) {
            RuleCounters.Told told = counters(rule).since();
            if (!told.isNothing()) {
                done.put(rule, told);
            }
        }
        counting.clear();
        return done;
    }

    /** What a rule has done since this engine was made. */
    public RuleCounters counters(String rule) {
        return counters.computeIfAbsent(rule, r -> new RuleCounters());
    }

    /**
     * Shows an event to the rules. All events of one time are shown one after the other, without a
     * call of {@link #onTime} or the writing of the state in between.
     *
     * @param input the event and the customer as known just before it
     * @param runs the customer's state; changed
     * @return the matches by rule, in the order that they came about
     */
    public List<RuleMatch> on(RuleInput input, CustomerRuns runs) {
        RuleEvent event = input.event();
        // As in Flink CEP time passes once before all events of one time: what one of them leaves
        // with no time left may still take another.
        long passed = runs.firstAt(event.time()) ? event.time() : Long.MIN_VALUE;
        List<RuleMatch> matches = advanced(passed, input.customer(), runs);
        StoredEvents.Current current = new StoredEvents.Current(event, runs, rules.storedFields());
        boolean touched = false;
        List<RuleState> held = List.copyOf(runs.states().values());
        for (CompiledRule rule : rules.starters(event.name())) {
            if (!runs.states().containsKey(rule.rule().name())) {
                touched |= show(rule, fresh(rule), input, current, runs, matches);
            }
        }
        for (RuleState state : held) {
            CompiledRule rule = rules.rules().get(state.rule());
            if (!event.isOfProfile() || rule.names().contains(event.name())) {
                touched |= show(rule, state, input, current, runs, matches);
            }
        }
        if (touched) {
            settle(runs);
        }
        return sorted(matches);
    }

    /**
     * Lets time pass: ends what has no time left, and tells the matches that are certain by that.
     *
     * @param now all earlier events have been shown
     * @param customer the customer as known now
     * @param runs the customer's state; changed
     */
    public List<RuleMatch> onTime(long now, CustomerView customer, CustomerRuns runs) {
        return sorted(advanced(now, customer, runs));
    }

    private List<RuleMatch> advanced(long now, CustomerView customer, CustomerRuns runs) {
        List<RuleMatch> matches = new ArrayList<>();
        if (runs.isCheckedWith(rules) && runs.deadline() > now) {
            return matches;
        }
        runs.checkedWith(rules);
        boolean changed = false;
        for (Iterator<RuleState> states = runs.states().values().iterator(); states.hasNext(); ) {
            RuleState state = states.next();
            Optional<CompiledRule> rule =
                    rules.running(state.rule())
                            .filter(r -> r.rule().fingerprint() == state.fingerprint());
            if (rule.isEmpty()) {
                states.remove();
                changed = true;
                if (rules.rules().containsKey(state.rule())) {
                    counters(state.rule()).stateDropped();
                }
            } else if (deadline(rule.get(), state) <= now) {
                boolean sound = passed(rule.get(), state, now, customer, matches);
                changed = true;
                if (!sound || (!state.waits() && state.quietUntil() <= now)) {
                    states.remove();
                }
            }
        }
        if (changed) {
            settle(runs);
        }
        return matches;
    }

    /** Whether the rule came through it. */
    private boolean passed(
            CompiledRule rule,
            RuleState state,
            long now,
            CustomerView customer,
            List<RuleMatch> matches) {
        try {
            advance(rule, state, now, customer, matches);
            return true;
        } catch (RuntimeException broken) {
            broke(rule, broken);
            return false;
        }
    }

    /**
     * One rule's fault is no other's: it is counted, and the customer begins anew with the rule.
     */
    private void broke(CompiledRule rule, RuntimeException broken) {
        counting(rule.rule().name()).failed(broken.toString());
    }

    /** Deadline by deadline, so that what comes of it does not depend on how often it is asked. */
    private void advance(
            CompiledRule rule,
            RuleState state,
            long now,
            CustomerView customer,
            List<RuleMatch> matches) {
        if (state.held() instanceof Window window) {
            window.entries().slide((Aggregate) rule.rule().body(), now);
            return;
        }
        SequenceRuns runs = ((Sequences) state.held()).runs();
        for (long at = runs.deadline(rule.automaton());
                at <= now;
                at = runs.deadline(rule.automaton())) {
            Progress progress = runs.advance(rule.automaton(), at);
            counting(state.rule()).timedOut(progress.timedOut());
            for (PathNode path : progress.matches()) {
                tell(rule, state, at, customer, Matched.of(rule, path), matches);
            }
        }
    }

    /** Whether anything has changed. */
    private boolean show(
            CompiledRule rule,
            RuleState state,
            RuleInput input,
            StoredEvents.Current current,
            CustomerRuns runs,
            List<RuleMatch> matches) {
        long began = clock.getAsLong();
        try {
            return state.held() instanceof Window window
                    ? count(rule, state, window.entries(), input, current, runs, matches)
                    : step(
                            rule,
                            state,
                            ((Sequences) state.held()).runs(),
                            input,
                            current,
                            runs,
                            matches);
        } catch (RuntimeException broken) {
            broke(rule, broken);
            runs.states().remove(state.rule());
            return true;
        } finally {
            counters(rule.rule().name()).took(clock.getAsLong() - began);
        }
    }

    private boolean step(
            CompiledRule rule,
            RuleState state,
            SequenceRuns held,
            RuleInput input,
            StoredEvents.Current current,
            CustomerRuns runs,
            List<RuleMatch> matches) {
        boolean[] reactions = rule.automaton().reactions(input.event().name());
        if (!held.reactsTo(reactions)) {
            return false;
        }
        RuleCounters counters = counting(rule.rule().name());
        counters.evaluated();
        int room =
                Math.min(
                        limits.partialMatchesPerRule() - held.size(),
                        limits.partialMatchesPerCustomer() - runs.partialMatches());
        Progress progress =
                held.on(
                        rule.automaton(),
                        reactions,
                        current,
                        new StepFitting(rule, input, counters),
                        Math.max(0, room));
        if (!progress.changed()) {
            return false;
        }
        counters.wasCapped(progress.capped());
        counters.haveBegun(progress.begun());
        for (PathNode path : progress.matches()) {
            tell(
                    rule,
                    state,
                    input.event().time(),
                    input.customer(),
                    Matched.of(rule, path),
                    matches);
        }
        return keep(state, runs, input.event().time());
    }

    private boolean count(
            CompiledRule rule,
            RuleState state,
            WindowEntries entries,
            RuleInput input,
            StoredEvents.Current current,
            CustomerRuns runs,
            List<RuleMatch> matches) {
        Aggregate aggregate = (Aggregate) rule.rule().body();
        RuleEvent event = input.event();
        if (!aggregate.trigger().eventNames().contains(event.name())
                || !aggregate.trigger().fits(event)) {
            return false;
        }
        RuleCounters counters = counting(rule.rule().name());
        counters.evaluated();
        WindowValues values = new WindowValues(rule, event, input.customer());
        try {
            if (aggregate.where().isPresent() && !aggregate.where().get().holds(values)) {
                return false;
            }
            entries.slide(aggregate, event.time());
            counters.wasCapped(
                    entries.add(
                            new WindowEntries.Entry(
                                    current.stored(),
                                    values.amount(aggregate),
                                    values.key(aggregate))));
        } catch (EvaluationFailedException missing) {
            counters.failed(missing.getMessage());
            return false;
        }
        WindowEntries.Figures figures = entries.figures();
        if (aggregate.count().stream().allMatch(b -> b.contain(figures.count()))
                && aggregate.sum().stream().allMatch(m -> m.bounds().contain(figures.sum()))
                && aggregate.distinct().stream()
                        .allMatch(m -> m.bounds().contain(figures.distinct()))) {
            Matched matched = Matched.of(entries, figures);
            entries.clear();
            tell(rule, state, event.time(), input.customer(), matched, matches);
        }
        return keep(state, runs, event.time());
    }

    /** Keeps a state that there is something in, and no other. */
    private static boolean keep(RuleState state, CustomerRuns runs, long now) {
        if (state.waits() || state.quietUntil() > now) {
            runs.states().put(state.rule(), state);
            return true;
        }
        runs.states().remove(state.rule());
        return true;
    }

    private void tell(
            CompiledRule rule,
            RuleState state,
            long time,
            CustomerView customer,
            Matched matched,
            List<RuleMatch> matches) {
        RuleCounters counters = counting(rule.rule().name());
        if (state.quietUntil() > time) {
            counters.wasSuppressed();
            return;
        }
        long cooldown = rule.rule().cooldown().toMillis();
        if (cooldown > 0) {
            state.quietUntil(time + cooldown);
        }
        counters.matched();
        matches.add(matched.match(rule, time, customer, counters::failed));
    }

    private RuleCounters counting(String rule) {
        counting.add(rule);
        return counters(rule);
    }

    private static RuleState fresh(CompiledRule rule) {
        return new RuleState(
                rule.rule().name(),
                rule.rule().fingerprint(),
                rule.rule().sequence().isPresent()
                        ? new Sequences(SequenceRuns.fresh(rule.automaton()))
                        : new Window(new WindowEntries(List.of())),
                Long.MIN_VALUE);
    }

    private void settle(CustomerRuns runs) {
        long earliest = Long.MAX_VALUE;
        for (RuleState state : runs.states().values()) {
            earliest = Math.min(earliest, deadline(rules.rules().get(state.rule()), state));
        }
        runs.deadline(earliest);
    }

    /** When there is something to do for a state, if only to forget it. */
    private static long deadline(CompiledRule rule, RuleState state) {
        if (state.waits()) {
            return state.held() instanceof Sequences sequences
                    ? sequences.runs().deadline(rule.automaton())
                    : ((Window) state.held()).entries().deadline((Aggregate) rule.rule().body());
        }
        return state.quietUntil();
    }

    private static List<RuleMatch> sorted(List<RuleMatch> matches) {
        if (matches.size() > 1) {
            matches.sort(Comparator.comparingLong(RuleMatch::time).thenComparing(RuleMatch::rule));
        }
        return matches;
    }
}
