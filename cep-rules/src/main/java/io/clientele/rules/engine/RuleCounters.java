package io.clientele.rules.engine;

/** What one rule has done since the engine was made. Not for several threads. */
public final class RuleCounters {

    private long evaluations;
    private long matches;
    private long suppressed;
    private long timeouts;
    private long capped;
    private long errors;
    private long dropped;
    private long begun;
    private long nanos;
    private Told told = Told.NOTHING;
    private String lastError = "";

    /** Events that the rule was asked about. */
    public long evaluations() {
        return evaluations;
    }

    /** Matches that were told. */
    public long matches() {
        return matches;
    }

    /** Matches that were not told because the customer is left alone for a while. */
    public long suppressed() {
        return suppressed;
    }

    /** Partial matches that ran out of time. */
    public long timeouts() {
        return timeouts;
    }

    /** Partial matches and window events that were left out because there were too many. */
    public long capped() {
        return capped;
    }

    /** Expressions that had no value, because a field was missing or a bound was reached. */
    public long errors() {
        return errors;
    }

    /** Customers' states that were dropped because the rule had changed, gone or been put off. */
    public long dropped() {
        return dropped;
    }

    /** Partial matches that began. */
    public long begun() {
        return begun;
    }

    /** How long the rule was at work, in nanoseconds, by the engine's clock. */
    public long nanos() {
        return nanos;
    }

    /**
     * What a rule has done in a while.
     *
     * @param begun partial matches that began
     */
    public record Told(long matches, long suppressed, long timeouts, long errors, long begun) {
        private static final Told NOTHING = new Told(0, 0, 0, 0, 0);

        /** Whether it has done nothing. */
        public boolean isNothing() {
            return equals(NOTHING);
        }
    }

    /** What has been counted since this was asked last. */
    Told since() {
        Told now = new Told(matches, suppressed, timeouts, errors, begun);
        Told before = told;
        told = now;
        return new Told(
                matches - before.matches,
                suppressed - before.suppressed,
                timeouts - before.timeouts,
                errors - before.errors,
                begun - before.begun);
    }

    /** The newest of the errors; empty for none. */
    public String lastError() {
        return lastError;
    }

    void evaluated() {
        evaluations++;
    }

    void matched() {
        matches++;
    }

    void wasSuppressed() {
        suppressed++;
    }

    void timedOut(int count) {
        timeouts += count;
    }

    void haveBegun(int count) {
        begun += count;
    }

    void took(long nanoseconds) {
        nanos += nanoseconds;
    }

    void wasCapped(int count) {
        capped += count;
    }

    void failed(String message) {
        errors++;
        lastError = message;
    }

    void stateDropped() {
        dropped++;
    }
}
