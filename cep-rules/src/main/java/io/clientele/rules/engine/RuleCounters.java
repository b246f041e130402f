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
