package io.clientele.analytics.statistics;

import java.util.Arrays;

/**
 * Running mean and variance of each column of a table whose values may be missing.
 *
 * <p>One value is taken in by Welford's recurrence (Technometrics 4, 1962), another accumulator by
 * the pairwise rule of Chan, Golub and LeVeque (American Statistician 37, 1983, eq. 2.1). Variances
 * are the population's (divided by n). Not thread-safe.
 */
public final class Moments {

    private final double[] counts;
    private final double[] means;
    private final double[] squares;

    /** Of so many columns, with nothing in them. */
    public Moments(int columns) {
        this(new double[columns], new double[columns], new double[columns]);
    }

    private Moments(double[] counts, double[] means, double[] squares) {
        this.counts = counts;
        this.means = means;
        this.squares = squares;
    }

    /**
     * As they were kept.
     *
     * @param counts how many values each column has had
     * @param means their means
     * @param squares their summed squared deviations from the mean
     */
    public static Moments of(double[] counts, double[] means, double[] squares) {
        if (counts.length != means.length || counts.length != squares.length) {
            throw new IllegalArgumentException(
                    "columns: %d counts, %d means, %d sums of squares, expected equally many"
                            .formatted(counts.length, means.length, squares.length));
        }
        return new Moments(counts.clone(), means.clone(), squares.clone());
    }

    /** Takes in a row; NaN stands for a missing value. */
    public void add(double[] row) {
        for (int j = 0; j < counts.length; j++) {
            double value = row[j];
            if (Double.isNaN(value)) {
                continue;
            }
            counts[j]++;
            double distance = value - means[j];
            means[j] += distance / counts[j];
            squares[j] += distance * (value - means[j]);
        }
    }

    /** Takes in all of another accumulator of as many columns. */
    public void merge(Moments other) {
        for (int j = 0; j < counts.length; j++) {
            double total = counts[j] + other.counts[j];
            if (other.counts[j] == 0) {
                continue;
            }
            double distance = other.means[j] - means[j];
            means[j] += distance * other.counts[j] / total;
            squares[j] +=
                    other.squares[j] + distance * distance * counts[j] * other.counts[j] / total;
            counts[j] = total;
        }
    }

    /** How many columns there are. */
    public int columns() {
        return counts.length;
    }

    /** How many values each column has had. */
    public double[] counts() {
        return counts.clone();
    }

    /** The means; 0 for a column without a value. */
    public double[] means() {
        return means.clone();
    }

    /** The summed squared deviations from the means. */
    public double[] squares() {
        return squares.clone();
    }

    /** What standardises by these moments. */
    public Standardisation standardisation() {
        double[] deviations = new double[counts.length];
        for (int j = 0; j < deviations.length; j++) {
            deviations[j] =
                    counts[j] == 0 ? 0 : StrictMath.sqrt(Math.max(0, squares[j] / counts[j]));
        }
        return new Standardisation(means, deviations);
    }

    @Override
    public String toString() {
        return "Moments[counts=%s, means=%s]"
                .formatted(Arrays.toString(counts), Arrays.toString(means));
    }
}
