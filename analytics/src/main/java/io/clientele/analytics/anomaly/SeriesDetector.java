package io.clientele.analytics.anomaly;

/** Judges the points of one series in their order. */
public sealed interface SeriesDetector permits SeasonalDetector, RandomCutForestDetector {

    /**
     * Judges a point and learns from it.
     *
     * @param time local time of the series, milliseconds since 1970-01-01T00:00; a clock that was
     *     set back does no harm
     * @param value finite
     * @throws IllegalArgumentException if the value is not finite
     */
    Verdict observe(long time, double value);
}
