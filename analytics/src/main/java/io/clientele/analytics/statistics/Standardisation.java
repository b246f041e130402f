package io.clientele.analytics.statistics;

import io.clientele.analytics.codec.VarInt;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Shifts and scales each column to mean 0 and deviation 1: z = (x − mean) / deviation. A column
 * that does not vary (deviation below 1e-9) becomes 0 throughout.
 *
 * <p>The arrays belong to it; the accessors give copies.
 */
public final class Standardisation {

    private static final double CONSTANT = 1e-9;

    private final double[] means;
    private final double[] deviations;

    /** By the columns' means and standard deviations, the latter not negative. */
    public Standardisation(double[] means, double[] deviations) {
        if (means.length != deviations.length) {
            throw new IllegalArgumentException(
                    "deviations: %d, expected as many as means, %d"
                            .formatted(deviations.length, means.length));
        }
        this.means = means.clone();
        this.deviations = deviations.clone();
    }

    /** How many columns there are. */
    public int columns() {
        return means.length;
    }

    /** The columns' means. */
    public double[] means() {
        return means.clone();
    }

    /** The columns' standard deviations. */
    public double[] deviations() {
        return deviations.clone();
    }

    /** Whether the column varies; one that never had a value does not. */
    public boolean varies(int column) {
        return deviations[column] >= CONSTANT;
    }

    /** One value of a column, standardised; NaN stays NaN. */
    public double standardise(int column, double value) {
        if (Double.isNaN(value)) {
            return value;
        }
        return varies(column) ? (value - means[column]) / deviations[column] : 0;
    }

    /** The value of a column that standardises to z. */
    public double raw(int column, double z) {
        return means[column] + z * deviations[column];
    }

    /** A row, standardised. */
    public double[] standardise(double[] row) {
        double[] z = new double[row.length];
        for (int j = 0; j < z.length; j++) {
            z[j] = standardise(j, row[j]);
        }
        return z;
    }

    /** Writes the moments. */
    public void write(DataOutput out) throws IOException {
        VarInt.writeUnsigned(means.length, out);
        for (int j = 0; j < means.length; j++) {
            out.writeDouble(means[j]);
            out.writeDouble(deviations[j]);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Standardisation read(DataInput in) throws IOException {
        int columns = Math.toIntExact(VarInt.readUnsigned(in));
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        for (int j = 0; j < columns; j++) {
            means[j] = in.readDouble();
            deviations[j] = in.readDouble();
        }
        return new Standardisation(means, deviations);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Standardisation that
                && Arrays.equals(means, that.means)
                && Arrays.equals(deviations, that.deviations);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(means) + Arrays.hashCode(deviations);
    }

    @Override
    public String toString() {
        return "Standardisation[means=%s, deviations=%s]"
                .formatted(Arrays.toString(means), Arrays.toString(deviations));
    }
}
