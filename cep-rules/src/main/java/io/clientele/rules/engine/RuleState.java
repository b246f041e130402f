package io.clientele.rules.engine;

/** What is kept of one customer for one rule. */
final class RuleState {

    private final String rule;
    private final long fingerprint;
    private final Held held;
    private long quietUntil;

    RuleState(String rule, long fingerprint, Held held, long quietUntil) {
        this.rule = rule;
        this.fingerprint = fingerprint;
        this.held = held;
        this.quietUntil = quietUntil;
    }

    /** What a rule waits with. */
    sealed interface Held {}

    /** The partial matches of a pattern. */
    record Sequences(SequenceRuns runs) implements Held {}

    /** The window of an aggregate. */
    record Window(WindowEntries entries) implements Held {}

    String rule() {
        return rule;
    }

    long fingerprint() {
        return fingerprint;
    }

    Held held() {
        return held;
    }

    /** Until when the customer is left alone after a match, exclusive. */
    long quietUntil() {
        return quietUntil;
    }

    void quietUntil(long time) {
        quietUntil = time;
    }

    /** How many partial matches there are. */
    int size() {
        return held instanceof Sequences sequences ? sequences.runs().size() : 0;
    }

    boolean waits() {
        return held instanceof Sequences sequences
                ? !sequences.runs().isEmpty()
                : !((Window) held).entries().isEmpty();
    }
}
