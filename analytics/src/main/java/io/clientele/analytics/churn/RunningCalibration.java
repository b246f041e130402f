package io.clientele.analytics.churn;

import java.util.Arrays;

/**
 * Fits {@link PlattScaling} to log-odds and labels as they come. What it has seen is kept as counts
 * in cells of equal width, and fades from cohort to cohort, so that a season's level is followed.
 *
 * <p>The fit is Newton's method on the penalised likelihood, with a prior of some examples around
 * the identity. Not thread-safe.
 */
final class RunningCalibration {

    private static final double FARTHEST = 8;
    private static final double WIDTH = 0.125;
    static final int CELLS = (int) (2 * FARTHEST / WIDTH);
    private static final double PRIOR = 10;
    private static final double LEAST_SLOPE = 0.05;
    private static final int MOST_STEPS = 50;

    /** Labels 0 and 1 of each cell. */
    final double[][] counts;

    RunningCalibration() {
        this(new double[2][CELLS]);
    }

    /** As it was kept. */
    RunningCalibration(double[][] counts) {
        this.counts = counts;
    }

    /** Lets what was seen count for less. */
    void fade(double left) {
        for (double[] ofLabel : counts) {
            for (int cell = 0; cell < CELLS; cell++) {
                ofLabel[cell] *= left;
            }
        }
    }

    void add(double logOdds, int label) {
        int cell = (int) Math.floor((logOdds + FARTHEST) / WIDTH);
        counts[label][Math.max(0, Math.min(CELLS - 1, cell))]++;
    }

    boolean isEmpty() {
        return Arrays.stream(counts[0]).sum() + Arrays.stream(counts[1]).sum() == 0;
    }

    PlattScaling fit() {
        if (isEmpty()) {
            return PlattScaling.IDENTITY;
        }
        double a = 0;
        double b = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            double gradientA = a;
            double gradientB = PRIOR * (b - 1);
            double aa = 1;
            double ab = 0;
            double bb = PRIOR;
            for (int cell = 0; cell < CELLS; cell++) {
                double total = counts[0][cell] + counts[1][cell];
                if (total == 0) {
                    continue;
                }
                double x = (cell + 0.5) * WIDTH - FARTHEST;
                double p = Logistic.probability(a + b * x);
                double error = total * p - counts[1][cell];
                double curvature = total * p * (1 - p);
                gradientA += error;
                gradientB += error * x;
                aa += curvature;
                ab += curvature * x;
                bb += curvature * x * x;
            }
            double determinant = aa * bb - ab * ab;
            double stepA = limited((bb * gradientA - ab * gradientB) / determinant);
            double stepB = limited((aa * gradientB - ab * gradientA) / determinant);
            a -= stepA;
            b -= stepB;
            if (Math.abs(stepA) + Math.abs(stepB) < 1e-10) {
                break;
            }
        }
        return new PlattScaling(a, Math.max(LEAST_SLOPE, b));
    }

    /** The likelihood is concave, but a full step far from its top can overshoot. */
    private static double limited(double step) {
        return Math.max(-1, Math.min(1, step));
    }
}
