package io.clientele.job.anomaly;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What the detectors on KPI series can be told; the same for all series.
 *
 * @param enabled whether there are any
 * @param series what is watched: {@code MEASUREMENT.FIELD}, of a measurement with a tag each of its
 *     values as a series of its own, or {@code MEASUREMENT.FIELD.VALUE} one of them
 * @param detector which one watches
 * @param window what figures are summed over before they are judged, 1 minute to 1 day; it divides
 *     a day
 * @param threshold the score from which an alert is raised, above 0, at most 1
 * @param warmUp of a series, for which nothing is raised
 */
public record AnomalySettings(
        boolean enabled,
        List<String> series,
        Detector detector,
        Duration window,
        double threshold,
        Duration warmUp)
        implements Serializable {

    /** Watches what tells most of a shop, by the hour. */
    public static final AnomalySettings DEFAULT =
            new AnomalySettings(
                    true,
                    List.of(
                            "sales.gross_revenue",
                            "sales.orders",
                            "sales.average_order_value",
                            "customers.active",
                            "sales.refunds",
                            "pipeline.dead_letters",
                            "events.count"),
                    Detector.SEASONAL,
                    Duration.ofHours(1),
                    0.65,
                    Duration.ofDays(14));

    /** Which detector watches. */
    public enum Detector {
        /** By level, season and the rarity of errors. */
        SEASONAL,
        /** A random cut forest of the library that Amazon publishes. */
        FOREST
    }

    /**
     * Checks the ranges and the series.
     *
     * @throws IllegalArgumentException naming the setting, its value and what was expected
     */
    public AnomalySettings {
        series = List.copyOf(series);
        series.forEach(WatchedFigure::checkSelector);
        if (window.compareTo(Duration.ofMinutes(1)) < 0
                || window.compareTo(Duration.ofDays(1)) > 0
                || Duration.ofDays(1).toSeconds() % window.toSeconds() != 0) {
            throw new IllegalArgumentException(
                    "anomalies.window: %s, expected 1 minute to 1 day, a length that divides a day"
                            .formatted(window));
        }
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "anomalies.threshold: %s, expected above 0, at most 1".formatted(threshold));
        }
        if (warmUp.isNegative()) {
            throw new IllegalArgumentException(
                    "anomalies.warm-up: %s, expected 0 or more".formatted(warmUp));
        }
    }

    /** The same, switched off. */
    public AnomalySettings off() {
        return new AnomalySettings(false, series, detector, window, threshold, warmUp);
    }

    /** The same with another detector. */
    public AnomalySettings by(Detector other) {
        return new AnomalySettings(enabled, series, other, window, threshold, warmUp);
    }
}
