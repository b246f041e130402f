package io.clientele.analytics.cluster;

/**
 * How good a version of the clusters is.
 *
 * @param silhouette the simplified silhouette, −1 to 1, of a sample chosen by customer hash
 * @param inertia the mean squared distance of the panel's customers to their centroid, over the
 *     standardised features
 * @param drift the mean distance that centroids have moved since the version before, in standard
 *     deviations; 0 for the first version
 * @param reseeded clusters that had collapsed and were drawn anew
 */
public record ClusterQuality(double silhouette, double inertia, double drift, int reseeded) {}
