package io.clientele.analytics.anomaly;

/**
 * What a detector says of one point.
 *
 * @param expected what the point was expected to be
 * @param low the lower end of the expected range, at most {@code expected}
 * @param high the upper end of the expected range, at least {@code expected}
 * @param score how unusual the point is, 0 to 1; what an incident has already shown counts no more
 * @param raised whether an incident begins with this point
 * @param recovered whether an incident ends with this point
 */
public record Verdict(
        double expected,
        double low,
        double high,
        double score,
        boolean raised,
        boolean recovered) {}
