package io.clientele.analytics.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often a stream of deviations has been as large as a given one: their magnitudes in bins that
 * are a tenth wider each, and beyond the largest fiftieth the power law that fits it (Hill 1975,
 * with a prior of two observations at an exponent of 4).
 */
final class TailSketch {

    private static final int BINS = 200;
    private static final int BIN_OF_ONE = 100;
    private static final double WIDER = 0.1;
    private static final double LOG_WIDER = StrictMath.log(1 + WIDER);
    private static final double SMALLEST = 1e-3;
    private static final double TAIL_SHARE = 0.02;
    private static final double ENOUGH = 20;
    private static final double PRIOR_WEIGHT = 2;
    private static final double PRIOR_EXPONENT = 4;
    private static final double LEAST_INVERSE_EXPONENT = 0.02;

    private final FadingHistogram histogram;

    TailSketch(double memory) {
        histogram = new FadingHistogram(BINS, memory);
    }

    void add(double deviation) {
        histogram.add(bin(Math.abs(deviation)));
    }

    /** −log10 of the probability of a deviation of this magnitude or more. */
    double rarity(double deviation) {
        double magnitude = Math.abs(deviation);
        double total = histogram.total();
        if (total > ENOUGH) {
            int tail = tailBin();
            double threshold = edge(tail);
            if (magnitude > threshold) {
                return beyond(tail, magnitude / threshold);
            }
        }
        int bin = bin(magnitude);
        double within =
                bin == 0 ? 1 : Math.min(1, Math.max(0, (magnitude / edge(bin) - 1) / WIDER));
        double above = histogram.of(bin) * (1 - within);
        for (int higher = bin + 1; higher < BINS; higher++) {
            above += histogram.of(higher);
        }
        return -StrictMath.log10((above + 0.5) / (total + 1));
    }

    private double beyond(int tail, double ratio) {
        double logs = PRIOR_WEIGHT / PRIOR_EXPONENT;
        double count = 0;
        for (int bin = tail; bin < BINS; bin++) {
            double here = histogram.of(bin);
            logs += here * (bin - tail + 0.5) * LOG_WIDER;
            count += here;
        }
        double inverseExponent = Math.max(LEAST_INVERSE_EXPONENT, logs / (count + PRIOR_WEIGHT));
        return -StrictMath.log10((count + 0.5) / (histogram.total() + 1))
                + StrictMath.log10(ratio) / inverseExponent;
    }

    /** The lowest of the bins that the largest fiftieth lies in. */
    private int tailBin() {
        double wanted = TAIL_SHARE * histogram.total();
        double found = 0;
        int bin = BINS - 1;
        while (bin > 0 && found < wanted) {
            found += histogram.of(bin);
            bin--;
        }
        return bin + 1;
    }

    private static int bin(double magnitude) {
        if (magnitude < SMALLEST) {
            return 0;
        }
        int bin = (int) Math.floor(BIN_OF_ONE + StrictMath.log(magnitude) / LOG_WIDER);
        return Math.max(0, Math.min(BINS - 1, bin));
    }

    private static double edge(int bin) {
        return StrictMath.exp((bin - BIN_OF_ONE) * LOG_WIDER);
    }

    void write(DataOutput out) throws IOException {
        histogram.write(out);
    }

    void read(DataInput in) throws IOException {
        histogram.read(in);
    }
}
