package io.clientele.analytics.anomaly;

/**
 * What a detector can be told; the same for every series.
 *
 * @param threshold the score from which an incident begins, above 0, at most 1
 * @param warmUpMillis from the first point for which nothing is raised, at least 0
 * @param noise what the series scatters by at least, in its own unit: 0 where nothing is known of
 *     that, 1 for counts under {@link Scale#COUNT}
 */
public record DetectorSettings(double threshold, long warmUpMillis, double noise) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the setting, its value and what was expected
     */
    public DetectorSettings {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "threshold: %s, expected above 0, at most 1".formatted(threshold));
        }
        if (warmUpMillis < 0) {
            throw new IllegalArgumentException(
                    "warmUpMillis: %d, expected at least 0".formatted(warmUpMillis));
        }
        if (!(noise >= 0 && Double.isFinite(noise))) {
            throw new IllegalArgumentException("noise: %s, expected at least 0".formatted(noise));
        }
    }
}
