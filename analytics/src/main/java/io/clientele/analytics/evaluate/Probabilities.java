package io.clientele.analytics.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.util.FastMath;

/** How good forecast probabilities were. */
public final class Probabilities {

    /** What a forecast of the impossible costs no more than: that of 10^-15. */
    private static final double LEAST = 1e-15;

    /**
     * Forecasts that were close together, and how often it then happened.
     *
     * @param forecasts how many
     * @param lowest the lowest of them, 0 to 1
     * @param highest the highest of them, 0 to 1
     * @param mean their mean, 0 to 1
     * @param happened the share of them that came true, 0 to 1
     */
    public record Bin(
            long forecasts, double lowest, double highest, double mean, double happened) {}

    private Probabilities() {}

    /**
     * The mean squared difference between probability and outcome (Brier 1950, for two outcomes).
     *
     * @param probabilities 0 to 1 each
     * @return 0 to 1, the lower the better; NaN without a forecast
     * @throws IllegalArgumentException if there are not as many outcomes as probabilities, or one
     *     is out of range
     */
    public static double brier(double[] probabilities, boolean[] happened) {
        Paired.requireSame("happened", happened.length, probabilities.length);
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            Paired.requireProbability(probabilities[i]);
            double error = probabilities[i] - (happened[i] ? 1 : 0);
            sum += error * error;
        }
        return sum / probabilities.length;
    }

    /**
     * The Brier score of whoever forecasts the share of all that it happened to, for everybody.
     *
     * @return 0 to 0.25; NaN without an outcome
     */
    public static double baseRateBrier(boolean[] happened) {
        double rate = 0;
        for (boolean one : happened) {
            rate += one ? 1 : 0;
        }
        rate /= happened.length;
        return rate * (1 - rate);
    }

    /**
     * The mean negative logarithm (base e) of the probability of what happened. Probabilities count
     * as at least 10^-15 and at most 1 - 10^-15.
     *
     * @param probabilities 0 to 1 each
     * @return 0 or more, the lower the better; NaN without a forecast
     * @throws IllegalArgumentException if there are not as many outcomes as probabilities, or one
     *     is out of range
     */
    public static double logLoss(double[] probabilities, boolean[] happened) {
        Paired.requireSame("happened", happened.length, probabilities.length);
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            Paired.requireProbability(probabilities[i]);
            double told = happened[i] ? probabilities[i] : 1 - probabilities[i];
            sum -= FastMath.log(FastMath.max(LEAST, FastMath.min(1 - LEAST, told)));
        }
        return sum / probabilities.length;
    }

    /**
     * The forecasts in ascending order, cut into bins of about as many each: a well calibrated
     * forecast's means are the shares that came true. Equal forecasts are in the same bin, so there
     * may be fewer bins than asked for.
     *
     * @param probabilities 0 to 1 each
     * @param most how many bins at the most, 1 or more
     * @throws IllegalArgumentException if there are not as many outcomes as probabilities, one is
     *     out of range, or there are to be less than one bin
     */
    public static List<Bin> calibration(double[] probabilities, boolean[] happened, int most) {
        Paired.requireSame("happened", happened.length, probabilities.length);
        if (most < 1) {
            throw new IllegalArgumentException("most: %d, expected 1 or more".formatted(most));
        }
        Integer[] order = new Integer[probabilities.length];
        for (int i = 0; i < order.length; i++) {
            Paired.requireProbability(probabilities[i]);
            order[i] = i;
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> probabilities[i] + 0.0));
        List<Bin> bins = new ArrayList<>();
        int from = 0;
        for (int next = 1; next <= order.length; next++) {
            boolean last = next == order.length;
            boolean full = (long) next * most >= (bins.size() + 1L) * order.length;
            if (last || (full && probabilities[order[next]] != probabilities[order[next - 1]])) {
                bins.add(bin(Arrays.asList(order).subList(from, next), probabilities, happened));
                from = next;
            }
        }
        return bins;
    }

    /**
     * The expected calibration error: the mean difference between forecast and share, over the
     * forecasts of a calibration.
     *
     * @return 0 to 1, the lower the better; NaN without a forecast
     */
    public static double calibrationError(List<Bin> bins) {
        double sum = 0;
        double forecasts = 0;
        for (Bin bin : bins) {
            sum += bin.forecasts() * FastMath.abs(bin.mean() - bin.happened());
            forecasts += bin.forecasts();
        }
        return sum / forecasts;
    }

    private static Bin bin(List<Integer> ascending, double[] probabilities, boolean[] happened) {
        double sum = 0;
        double came = 0;
        for (int i : ascending) {
            sum += probabilities[i];
            came += happened[i] ? 1 : 0;
        }
        int count = ascending.size();
        return new Bin(
                count,
                probabilities[ascending.get(0)],
                probabilities[ascending.get(count - 1)],
                sum / count,
                came / count);
    }
}
