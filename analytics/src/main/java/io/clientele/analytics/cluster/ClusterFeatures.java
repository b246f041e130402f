package io.clientele.analytics.cluster;

import io.clientele.analytics.ledger.Standing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The features that customers are clustered by, in order.
 *
 * @param names of the features, snake_case, at least one, each once
 */
public record ClusterFeatures(List<String> names) {

    /**
     * Recency, frequency and monetary on a log scale: log1p of whole days since the last order, of
     * the orders in the longest window, and of the net amount in the longest window in hundreds of
     * minor units (pounds, dollars), where a negative amount counts as 0.
     */
    public static final ClusterFeatures LOG_RFM =
            new ClusterFeatures(List.of("log_recency", "log_frequency", "log_monetary"));

    private static final double MINOR_UNITS = 100;

    /** Checks the names. */
    public ClusterFeatures {
        names = List.copyOf(names);
        Set<String> once = new HashSet<>(names);
        if (names.isEmpty() || once.size() < names.size() || once.contains("")) {
            throw new IllegalArgumentException(
                    "features: %s, expected at least one name, each once".formatted(names));
        }
    }

    /**
     * The row of {@link #LOG_RFM} of a customer with an order.
     *
     * @param standing as of the day or an earlier one
     * @param day the day that ends
     */
    public static double[] logRfm(Standing standing, long day) {
        long recency = Math.max(0, day - standing.lifetime().lastOrderDay());
        return new double[] {
            StrictMath.log1p((double) recency),
            StrictMath.log1p((double) standing.longestWindow().orders()),
            StrictMath.log1p(Math.max(0, standing.longestWindow().net()) / MINOR_UNITS)
        };
    }

    /**
     * Picks these features out of a wider row.
     *
     * @param available the names of the wider row's columns
     * @param row the wider row
     * @throws IllegalArgumentException naming a feature that is not available
     */
    public double[] select(List<String> available, double[] row) {
        double[] selected = new double[names.size()];
        for (int j = 0; j < selected.length; j++) {
            int column = available.indexOf(names.get(j));
            if (column < 0) {
                throw new IllegalArgumentException(
                        "features: \"%s\", expected one of %s".formatted(names.get(j), available));
            }
            selected[j] = row[column];
        }
        return selected;
    }
}
