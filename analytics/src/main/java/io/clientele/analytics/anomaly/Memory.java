package io.clientele.analytics.anomaly;

/**
 * How many points the past counts: half of those so far, so that what was seen while the season was
 * not yet learned is soon forgotten, and in the end no more than a fixed number.
 */
final class Memory {

    private static final double AT_LEAST = 32;

    private Memory() {}

    /** After so many points, if there are to be {@code most} in the end. */
    static double of(long count, double most) {
        return Math.min(most, Math.max(Math.min((double) count, AT_LEAST), count / 2.0));
    }
}
