package io.clientele.analytics.simulate;

import io.clientele.analytics.event.EventType;

/**
 * One event of the simulated shop, and what it really is.
 *
 * @param key the {@code userId} or, of a visitor, the {@code anonymousId}: what the event is
 *     partitioned by, so that one customer's events stay in order
 * @param value the track JSON in UTF-8, without a line end; the caller may keep it, not change it
 * @param timestamp event time, milliseconds since 1970-01-01T00:00:00Z; never before that of the
 *     event before
 * @param sequence how many events came before this one
 * @param type what happened
 * @param cause why it happened, which the event itself does not tell
 */
@SuppressWarnings("ArrayRecordComponent")
public record SimulatedEvent(
        String key, byte[] value, long timestamp, long sequence, EventType type, Cause cause) {

    /** The {@code messageId} of a shop's event. */
    public static String messageId(long seed, long sequence) {
        return messagePrefix(seed) + sequence;
    }

    static String messagePrefix(long seed) {
        return "sim-" + Long.toHexString(seed) + '-';
    }
}
