package io.clientele.analytics.anomaly;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How many of a stream's values lie near a given one: a kernel density estimate over bins that are
 * fine in the middle and wider outside. The kernel is Cauchy's, so that among values that are all
 * far the farther is the rarer.
 *
 * <p>The bins are laid by median and median absolute deviation of the first {@value #FIRST} values;
 * until then nothing is rare.
 */
final class DensitySketch {

    static final int FIRST = 64;
    static final int BINS = 256;
    private static final int MIDDLE = BINS / 2;

    /** From the middle to the outermost bin are some 1.6 million first deviations. */
    private static final double WIDTH = 15.0 / MIDDLE;

    private static final double NORMAL = 1.4826;
    private static final double FINEST = 0.06;
    private static final double[] CENTRES = centres();

    private final double bandwidth;
    private final double floor;
    private final FadingHistogram histogram;
    private final HuberScale spread;
    private double[] first = new double[FIRST];
    private int firstCount;
    private double middle;
    private double unit;

    /**
     * Of a stream of which nothing is known.
     *
     * @param bandwidth of the kernel, in scales of the values
     */
    DensitySketch(double memory, double bandwidth, double floor) {
        this.bandwidth = bandwidth;
        this.floor = floor;
        this.histogram = new FadingHistogram(BINS, memory);
        this.spread = new HuberScale(memory, floor);
    }

    /** −log10 of the share of values near this one, each by its kernel. */
    double rarity(double value) {
        if (firstCount < FIRST) {
            return 0;
        }
        double place = (value - middle) / unit;
        double width = Math.max(FINEST, bandwidth * spread.scale() / unit);
        double near = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double count = histogram.of(bin);
            if (count > 0) {
                double off = (place - CENTRES[bin]) / width;
                near += count / (1 + off * off);
            }
        }
        return -StrictMath.log10(near / histogram.total());
    }

    void add(double value) {
        spread.add(value);
        if (firstCount == FIRST) {
            count(value);
            return;
        }
        first[firstCount] = value;
        firstCount++;
        if (firstCount == FIRST) {
            layBins();
            for (double each : first) {
                count(each);
            }
            first = new double[0];
        }
    }

    private void layBins() {
        double[] sorted = first.clone();
        Arrays.sort(sorted);
        middle = sorted[FIRST / 2];
        double[] deviations = new double[FIRST];
        for (int each = 0; each < FIRST; each++) {
            deviations[each] = Math.abs(sorted[each] - middle);
        }
        Arrays.sort(deviations);
        unit = Math.max(floor, deviations[FIRST / 2] * NORMAL);
        if (unit == 0) {
            unit = deviations[FIRST - 1];
        }
        if (unit == 0) {
            unit = Math.max(Double.MIN_NORMAL, Math.abs(middle));
        }
    }

    private void count(double value) {
        double place = 2 * (value - middle) / unit;
        double magnitude = Math.abs(place);
        double stretched =
                Math.signum(place)
                        * StrictMath.log(magnitude + Math.sqrt(magnitude * magnitude + 1));
        int bin = (int) Math.floor(MIDDLE + stretched / WIDTH);
        histogram.add(Math.max(0, Math.min(BINS - 1, bin)));
    }

    private static double[] centres() {
        double[] centres = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            centres[bin] = StrictMath.sinh((bin - MIDDLE + 0.5) * WIDTH) / 2;
        }
        return centres;
    }

    void write(DataOutput out) throws IOException {
        spread.write(out);
        writeUnsigned(firstCount, out);
        if (firstCount < FIRST) {
            for (int each = 0; each < firstCount; each++) {
                out.writeDouble(first[each]);
            }
            return;
        }
        out.writeDouble(middle);
        out.writeDouble(unit);
        histogram.write(out);
    }

    void read(DataInput in) throws IOException {
        spread.read(in);
        firstCount = Math.toIntExact(readUnsigned(in));
        if (firstCount < FIRST) {
            for (int each = 0; each < firstCount; each++) {
                first[each] = in.readDouble();
            }
            return;
        }
        first = new double[0];
        middle = in.readDouble();
        unit = in.readDouble();
        histogram.read(in);
    }
}
