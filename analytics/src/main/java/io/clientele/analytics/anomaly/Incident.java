package io.clientele.analytics.anomaly;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One excursion from what is expected, however many points it has: it begins once, and ends after
 * {@value #CALM_POINTS} points in a row within the expected range.
 */
final class Incident {

    static final int CALM_POINTS = 3;

    private static final double FADING = 0.01;

    private final double threshold;
    private double shown;
    private boolean open;
    private int calm;

    /**
     * None yet.
     *
     * @param threshold the score from which one begins, 0 to 1
     */
    Incident(double threshold) {
        this.threshold = threshold;
    }

    boolean isOpen() {
        return open;
    }

    /**
     * How unusual a point is beyond what was shown before, which fades by a hundredth a point: a
     * point that only goes on with an excursion says nothing new.
     */
    double novelty(double evidence) {
        double novelty = evidence > shown ? evidence : 0;
        shown = Math.max(evidence, shown * (1 - FADING));
        return novelty;
    }

    /** Whether an incident begins with a point of this score. */
    boolean begins(double score, boolean withinRange) {
        if (!open && score >= threshold && !withinRange) {
            open = true;
            calm = 0;
            return true;
        }
        return false;
    }

    /** Whether the open incident ends with a point. */
    boolean ends(boolean withinRange) {
        if (!open) {
            return false;
        }
        calm = withinRange ? calm + 1 : 0;
        if (calm >= CALM_POINTS) {
            open = false;
            return true;
        }
        return false;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(shown);
        out.writeBoolean(open);
        writeUnsigned(calm, out);
    }

    void read(DataInput in) throws IOException {
        shown = in.readDouble();
        open = in.readBoolean();
        calm = Math.toIntExact(readUnsigned(in));
    }
}
