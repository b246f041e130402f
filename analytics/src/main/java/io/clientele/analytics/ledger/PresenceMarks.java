package io.clientele.analytics.ledger;

/**
 * Remembers in which of the last 64 numbered periods something has happened, in two words, so that
 * the first time in each can be told exactly, out of order too.
 *
 * <p>What lies 64 periods or more before the latest is taken as told already.
 */
final class PresenceMarks {

    /** Bit i tells of period {@code latest - i}; no bit is set while nothing has happened. */
    long bits;

    long latest;

    /** Marks a period; true if it is the first time. */
    boolean mark(long period) {
        if (bits == 0) {
            latest = period;
            bits = 1;
            return true;
        }
        long ahead = period - latest;
        if (ahead > 0) {
            bits = ahead < 64 ? bits << ahead | 1 : 1;
            latest = period;
            return true;
        }
        if (ahead <= -64) {
            return false;
        }
        long bit = 1L << -ahead;
        boolean first = (bits & bit) == 0;
        bits |= bit;
        return first;
    }
}
