package io.clientele.analytics.cluster;

import java.util.Arrays;

/**
 * Chooses the number of clusters from a range by the exact silhouette of a sample. A number that is
 * in use stays unless another is clearly better, because a change of it ends and begins clusters.
 */
record ChoiceOfK(int fewest, int most) {

    /** Points that the silhouette, whose time grows with their square, is taken over. */
    private static final int MOST_POINTS = 1_000;

    /** By how much another number's silhouette has to be higher. */
    private static final double CLEARLY = 0.02;

    /**
     * The number of clusters.
     *
     * @param sample standardised points
     * @param current the number in use, 0 for none
     */
    int of(double[][] sample, int current, int restarts, long seed) {
        if (fewest == most) {
            return fewest;
        }
        double[][] points = Arrays.copyOf(sample, Math.min(sample.length, MOST_POINTS));
        int best = fewest;
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = fewest; k <= most; k++) {
            double[][] centroids = BatchKMeans.centroids(points, k, restarts, seed);
            double silhouette = Silhouette.exact(points, Points.labels(points, centroids), k);
            double withBonus = silhouette + (k == current ? CLEARLY : 0);
            if (withBonus > highest) {
                highest = withBonus;
                best = k;
            }
        }
        return best;
    }
}
