package io.clientele.job.alert;

import java.util.List;

/** Where a channel's queue stands: one small value in state, changed in place and put back. */
public final class QueueMarks {

    /** Never. */
    static final long NEVER = Long.MAX_VALUE;

    /** No waiting message has a lower number. */
    long head;

    /** The number of the next message. */
    long tail;

    /** How many messages wait. */
    long waiting;

    /** Attempts that have failed in a row, those that were under way together counted as one. */
    long failures;

    /** When the last failure was counted, milliseconds since 1970. */
    long failedAt;

    /** Nothing is attempted before this, milliseconds since 1970. */
    long blockedUntil;

    /**
     * Up to when the rate limit is used up, microseconds since 1970: the theoretical arrival time
     * of the generic cell rate algorithm (ITU-T I.371).
     */
    long rateMicros;

    /** No group closes before this, milliseconds since 1970. */
    long nextGroup = NEVER;

    /** How many groups were full before they closed. */
    long parts;

    /** Whether nothing is worth keeping. */
    boolean isIdle(long now) {
        return waiting == 0 && nextGroup == NEVER && rateMicros <= now * 1_000;
    }

    /** All marks, in a fixed order. */
    List<Long> values() {
        return List.of(
                head,
                tail,
                waiting,
                failures,
                failedAt,
                blockedUntil,
                rateMicros,
                nextGroup,
                parts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QueueMarks that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "QueueMarks" + values();
    }
}
