package io.clientele.quickstart.feed;

/**
 * What became of the events so far.
 *
 * @param sent events handed to the producer
 * @param acknowledged events that the broker has
 * @param tooLarge events that are larger than the broker takes, which are left out
 * @param bytes of the events that the broker has
 */
public record FeedCounts(long sent, long acknowledged, long tooLarge, long bytes) {}
