package io.clientele.rules.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that rules keep of one customer: one value, so that an event costs one read and one write of
 * state. Only the engine changes it.
 */
public final class CustomerRuns {

    private final Map<String, RuleState> states;
    private long sequences;
    private long deadline;

    /** The rules that the states were last held against; not written. */
    private Optional<RuleSet> checkedWith = Optional.empty();

    /**
     * The time of the event that was shown last; not written, since all events of one time are
     * shown before anything is.
     */
    private long shown = Long.MIN_VALUE;

    /** Whether there is something to be written; not written itself. */
    private boolean changed;

    /** Nothing yet. */
    public CustomerRuns() {
        this(new HashMap<>(), 0, Long.MAX_VALUE);
    }

    CustomerRuns(Map<String, RuleState> states, long sequences, long deadline) {
        this.states = states;
        this.sequences = sequences;
        this.deadline = deadline;
    }

    /** Whether nothing is kept, so that the value can be dropped. */
    public boolean isEmpty() {
        return states.isEmpty();
    }

    /** How many partial matches there are, of all rules. */
    public int partialMatches() {
        int size = 0;
        for (RuleState state : states.values()) {
            size += state.size();
        }
        return size;
    }

    /**
     * When {@link RuleEngine#onTime} must be called at the latest, in milliseconds since 1970;
     * empty for never.
     */
    public OptionalLong nextDeadline() {
        return deadline == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(deadline);
    }

    /** Whether anything has changed since this was asked last, so that it must be written. */
    public boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** Whether every state is known to be that of a running rule. */
    boolean isCheckedWith(RuleSet rules) {
        return checkedWith.isPresent() && checkedWith.get() == rules;
    }

    void checkedWith(RuleSet rules) {
        checkedWith = Optional.of(rules);
    }

    /** Whether an event is the first of its time that is shown. */
    boolean firstAt(long time) {
        boolean first = time > shown;
        shown = time;
        return first;
    }

    Map<String, RuleState> states() {
        return states;
    }

    long sequences() {
        return sequences;
    }

    long nextSequence() {
        return sequences++;
    }

    long deadline() {
        return deadline;
    }

    void deadline(long time) {
        deadline = time;
        changed = true;
    }
}
