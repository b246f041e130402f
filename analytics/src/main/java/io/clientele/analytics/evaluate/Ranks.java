package io.clientele.analytics.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import org.hipparchus.util.FastMath;

/** How well scores order what happened. Equal scores share the mean of their ranks. */
public final class Ranks {

    private Ranks() {}

    /**
     * The area under the receiver operating characteristic: the probability that somebody to whom
     * it happened has a higher score than somebody to whom it did not, ties counting half (Hanley
     * and McNeil 1982; the Mann-Whitney statistic). It is exact.
     *
     * @param scores the higher, the likelier
     * @param happened as many
     * @return 0 to 1; 0.5 says nothing; NaN if it happened to all or to nobody
     * @throws IllegalArgumentException if there are not as many outcomes as scores, or a score is
     *     NaN
     */
    public static double areaUnderCurve(double[] scores, boolean[] happened) {
        Paired.requireSame("happened", happened.length, scores.length);
        double[] ranks = of(scores);
        double rankSum = 0;
        long yes = 0;
        for (int i = 0; i < scores.length; i++) {
            if (happened[i]) {
                rankSum += ranks[i];
                yes++;
            }
        }
        double pairs = (double) yes * (scores.length - yes);
        return pairs == 0 ? Double.NaN : (rankSum - yes * (yes + 1) / 2.0) / pairs;
    }

    /**
     * Spearman's rank correlation: Pearson's, of the ranks.
     *
     * @return -1 to 1; NaN if either side is all the same
     * @throws IllegalArgumentException if there are not as many of both, or one is NaN
     */
    public static double spearman(double[] forecasts, double[] outcomes) {
        Paired.requireSame("outcomes", outcomes.length, forecasts.length);
        double[] one = of(forecasts);
        double[] other = of(outcomes);
        double mean = (forecasts.length + 1) / 2.0;
        double product = 0;
        double square = 0;
        double otherSquare = 0;
        for (int i = 0; i < one.length; i++) {
            product += (one[i] - mean) * (other[i] - mean);
            square += (one[i] - mean) * (one[i] - mean);
            otherSquare += (other[i] - mean) * (other[i] - mean);
        }
        double spread = FastMath.sqrt(square) * FastMath.sqrt(otherSquare);
        return spread == 0 ? Double.NaN : product / spread;
    }

    /** The rank of each value, from 1 for the lowest; equal ones share their mean. */
    static double[] of(double[] values) {
        Integer[] order = new Integer[values.length];
        for (int i = 0; i < order.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new IllegalArgumentException("value %d: NaN, expected a number".formatted(i));
            }
            order[i] = i;
        }
        // Adding 0 makes -0 equal to 0.
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i] + 0.0));
        double[] ranks = new double[values.length];
        int from = 0;
        for (int next = 1; next <= order.length; next++) {
            if (next == order.length || values[order[next]] != values[order[from]]) {
                double shared = (from + 1 + next) / 2.0;
                for (int i = from; i < next; i++) {
                    ranks[order[i]] = shared;
                }
                from = next;
            }
        }
        return ranks;
    }
}
