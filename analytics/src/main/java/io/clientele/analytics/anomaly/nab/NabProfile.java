package io.clientele.analytics.anomaly.nab;

/**
 * What a detection is worth (Lavin and Ahmad 2015, section 3.2, application profiles).
 *
 * @param truePositive of the earliest detection at the beginning of a window, above 0
 * @param falsePositive subtracted for a detection far behind any window, at least 0
 * @param falseNegative subtracted for a window without a detection, at least 0
 */
public record NabProfile(double truePositive, double falsePositive, double falseNegative) {

    /** As long as a tenth of all points lie in windows, a random detector ends near 0. */
    public static final NabProfile STANDARD = new NabProfile(1, 0.11, 1);

    /** False positives cost twice as much. */
    public static final NabProfile LOW_FALSE_POSITIVES = new NabProfile(1, 0.22, 1);

    /** Missed windows cost twice as much. */
    public static final NabProfile LOW_FALSE_NEGATIVES = new NabProfile(1, 0.11, 2);
}
