package io.clientele.analytics.anomaly;

import com.amazon.randomcutforest.config.ForestMode;
import com.amazon.randomcutforest.parkservices.AnomalyDescriptor;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;

/**
 * A random cut forest (Guha, Mishra, Roy and Schrijvers 2016) of the library that Amazon publishes,
 * with the library's own score, grade and expected value; its seed is fixed. It is there to be
 * compared with: the job keeps {@link SeasonalDetector}s.
 */
public final class RandomCutForestDetector implements SeriesDetector {

    private static final long SEED = 42;
    private static final double ANOMALY_RATE = 0.01;

    private final ForestSettings settings;
    private final ThresholdedRandomCutForest forest;

    /** Knows nothing of the series. */
    public RandomCutForestDetector(ForestSettings settings) {
        this.settings = settings;
        this.forest =
                ThresholdedRandomCutForest.builder()
                        .dimensions(settings.shingle())
                        .shingleSize(settings.shingle())
                        .numberOfTrees(settings.trees())
                        .sampleSize(settings.sample())
                        .transformMethod(settings.transform())
                        .forestMode(
                                settings.timeAugmented()
                                        ? ForestMode.TIME_AUGMENTED
                                        : ForestMode.STANDARD)
                        .internalShinglingEnabled(true)
                        .autoAdjust(true)
                        .anomalyRate(ANOMALY_RATE)
                        .randomSeed(SEED)
                        .build();
    }

    @Override
    public Verdict observe(long time, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "value: %s, expected a finite number".formatted(value));
        }
        AnomalyDescriptor descriptor = forest.process(new double[] {value}, time);
        double expected =
                descriptor.isExpectedValuesPresent()
                        ? descriptor.getExpectedValuesList()[0][0]
                        : value;
        return new Verdict(
                expected,
                Math.min(expected, value),
                Math.max(expected, value),
                score(descriptor),
                descriptor.getAnomalyGrade() > 0,
                descriptor.getAnomalyGrade() == 0);
    }

    private double score(AnomalyDescriptor descriptor) {
        if (settings.judgement() == ForestSettings.Judgement.GRADE) {
            return descriptor.getAnomalyGrade();
        }
        double score = Math.max(0, descriptor.getRCFScore());
        // The library's score has no upper bound; this keeps its order.
        return score / (1 + score);
    }
}
