package io.clientele.analytics.anomaly;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Location and scale of a stream by recursive M-estimation: Huber's proposal 2 (Huber 1981, section
 * 6.4) solved by stochastic approximation. What lies more than {@value #BEND} scales off moves
 * neither further than what lies just there.
 */
final class HuberScale {

    private static final double BEND = 2.5;

    /** While little is known the first guess may be far off, and more is believed. */
    private static final double BEND_AT_FIRST = 10;

    private static final long FIRST = 20;

    /** The mean of min(z², BEND²) for a normal z is a little below 1. */
    private static final double CONSISTENCY = 0.9;

    private static final double LEAST_SHRINKAGE = 0.2;

    private final double memory;
    private final double floor;
    private double location;
    private double scale;
    private long count;

    /**
     * Of a stream of which nothing is known.
     *
     * @param memory the most points that count, at least 1
     * @param floor what the scale is never taken to be below, at least 0
     */
    HuberScale(double memory, double floor) {
        this.memory = memory;
        this.floor = floor;
    }

    double scale() {
        return Math.max(scale, floor);
    }

    long count() {
        return count;
    }

    /** How many scales a value lies off the location; far off where no two values have differed. */
    double standardise(double value) {
        double off = value - location;
        if (off == 0) {
            return 0;
        }
        return scale() > 0 ? off / scale() : Math.signum(off) * 1_000;
    }

    void add(double value) {
        count++;
        if (count == 1) {
            location = value;
            return;
        }
        double gain = 1 / Memory.of(count, memory);
        double off = value - location;
        if (scale == 0) {
            scale = Math.abs(off);
            location += gain * off;
            return;
        }
        double bend = count < FIRST ? BEND_AT_FIRST : BEND;
        double bounded = Math.max(-bend, Math.min(bend, off / scale));
        location += gain * scale * bounded;
        double spread = bounded * bounded / (count < FIRST ? 1 : CONSISTENCY);
        scale *= Math.sqrt(Math.max(LEAST_SHRINKAGE, 1 + gain * (spread - 1)));
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(location);
        out.writeDouble(scale);
        writeUnsigned(count, out);
    }

    void read(DataInput in) throws IOException {
        location = in.readDouble();
        scale = in.readDouble();
        count = readUnsigned(in);
    }
}
