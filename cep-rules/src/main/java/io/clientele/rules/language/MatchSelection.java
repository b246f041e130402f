package io.clientele.rules.language;

/** Which of several ways to match count. */
public enum MatchSelection {
    /**
     * One match after the other: what began first comes first, and an event that is part of a match
     * begins no other. A match waits until what began before it has matched or run out of time.
     */
    SEPARATE,
    /** Every way to match, as soon as it is complete. */
    ALL
}
