package io.clientele.analytics.simulate;

/**
 * One event of the simulated shop.
 *
 * @param key the {@code userId} or, of a visitor, the {@code anonymousId}: what the event is
 *     partitioned by, so that one customer's events stay in order
 * @param value the track JSON in UTF-8, without a line end; the caller may keep it, not change it
 * @param timestamp event time, milliseconds since 1970-01-01T00:00:00Z; never before that of the
 *     event before
 */
@SuppressWarnings("ArrayRecordComponent")
public record SimulatedEvent(String key, byte[] value, long timestamp) {}
