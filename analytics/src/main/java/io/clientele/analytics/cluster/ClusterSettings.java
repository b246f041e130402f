package io.clientele.analytics.cluster;

/**
 * How clusters are trained.
 *
 * @param features what customers are clustered by
 * @param fewest the fewest clusters that may be chosen, at least 2
 * @param most the most, at least {@code fewest}; equal to it, k is fixed, otherwise the exact
 *     silhouette of a sample chooses
 * @param decay what is left of a centroid's weight a day later, 0 to 1: 0 forgets the day before, 1
 *     gives every day the same say (the decay factor of Flink ML's OnlineKMeans, for a day)
 * @param batch rows of a mini-batch, at least 1
 * @param restartDays days between two attempts to find better centroids from scratch, at least 1
 * @param restartGain by what part the attempt's inertia has to be lower to be taken, 0 to 1
 * @param smallestShare a cluster with a smaller part of the customers has collapsed, 0 to 0.1
 * @param sample customers of the sample for starts, restarts and the silhouette, at least 100
 * @param seed what the draws of starts follow from
 */
public record ClusterSettings(
        ClusterFeatures features,
        int fewest,
        int most,
        double decay,
        int batch,
        int restartDays,
        double restartGain,
        double smallestShare,
        int sample,
        long seed) {

    /** Four clusters over log-RFM. */
    public static final ClusterSettings DEFAULT =
            new ClusterSettings(
                    ClusterFeatures.LOG_RFM, 4, 4, 0.5, 1_000, 7, 0.02, 0.005, 2_000, 1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is wrong, its value and what was expected
     */
    public ClusterSettings {
        require(fewest >= 2, "fewest", fewest, "at least 2");
        require(most >= fewest && most <= 50, "most", most, "from fewest to 50");
        require(decay >= 0 && decay <= 1, "decay", decay, "from 0 to 1");
        require(batch >= 1, "batch", batch, "at least 1");
        require(restartDays >= 1, "restartDays", restartDays, "at least 1");
        require(restartGain >= 0 && restartGain <= 1, "restartGain", restartGain, "from 0 to 1");
        require(
                smallestShare >= 0 && smallestShare <= 0.1,
                "smallestShare",
                smallestShare,
                "from 0 to 0.1");
        require(sample >= 100, "sample", sample, "at least 100");
    }

    private static void require(boolean holds, String field, Number value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s: %s, expected %s".formatted(field, value, expected));
        }
    }

    /** The same, with a fixed number of clusters. */
    public ClusterSettings withClusters(int k) {
        return withClusters(k, k);
    }

    /** The same, with the number of clusters chosen from a range, both ends included. */
    public ClusterSettings withClusters(int fewest, int most) {
        return new ClusterSettings(
                features,
                fewest,
                most,
                decay,
                batch,
                restartDays,
                restartGain,
                smallestShare,
                sample,
                seed);
    }

    /** The same over other features. */
    public ClusterSettings over(ClusterFeatures features) {
        return new ClusterSettings(
                features,
                fewest,
                most,
                decay,
                batch,
                restartDays,
                restartGain,
                smallestShare,
                sample,
                seed);
    }
}
