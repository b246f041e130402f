package io.clientele.analytics.anomaly;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Counts by bin in which the past fades: once as many as the memory holds have been counted, each
 * new one takes its share from all others. New ones weigh more instead of old ones less, so that a
 * step touches one bin.
 */
final class FadingHistogram {

    private static final double LARGEST_WEIGHT = 1e6;

    private final double memory;
    private final double[] bins;
    private double weight = 1;
    private double total;
    private long count;

    FadingHistogram(int bins, double memory) {
        this.bins = new double[bins];
        this.memory = memory;
    }

    /** How many are in a bin, as far as they have not faded. */
    double of(int bin) {
        return bins[bin] / weight;
    }

    /** How many are in all bins, as far as they have not faded; at most the memory. */
    double total() {
        return total;
    }

    void add(int bin) {
        count++;
        double held = Memory.of(count, memory);
        if (total >= held) {
            double kept = 1 - 1 / held;
            total *= kept;
            weight /= kept;
            if (weight > LARGEST_WEIGHT) {
                for (int each = 0; each < bins.length; each++) {
                    bins[each] /= weight;
                }
                weight = 1;
            }
        }
        bins[bin] += weight;
        total++;
    }

    /** Writes the bins that are not empty, each after its distance from the one before. */
    void write(DataOutput out) throws IOException {
        writeUnsigned(count, out);
        out.writeDouble(weight);
        out.writeDouble(total);
        int filled = 0;
        for (double bin : bins) {
            filled += bin == 0 ? 0 : 1;
        }
        writeUnsigned(filled, out);
        int before = 0;
        for (int bin = 0; bin < bins.length; bin++) {
            if (bins[bin] != 0) {
                writeUnsigned(bin - before, out);
                out.writeDouble(bins[bin]);
                before = bin;
            }
        }
    }

    void read(DataInput in) throws IOException {
        count = readUnsigned(in);
        weight = in.readDouble();
        total = in.readDouble();
        int bin = 0;
        for (long filled = readUnsigned(in); filled > 0; filled--) {
            bin += Math.toIntExact(readUnsigned(in));
            bins[bin] = in.readDouble();
        }
    }
}
