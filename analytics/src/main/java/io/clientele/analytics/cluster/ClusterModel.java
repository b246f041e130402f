package io.clientele.analytics.cluster;

import io.clientele.analytics.statistics.Standardisation;
import java.util.List;

/**
 * A version of the clusters, which assigns customers to them.
 *
 * @param version 1 for the first, one more for each that follows
 * @param day the day to whose end it was trained
 * @param customers customers of the panel that it was trained on that day
 * @param features what customers are clustered by
 * @param standardisation the moments of the features that day
 * @param clusters the clusters, by id
 * @param quality how good they are
 */
public record ClusterModel(
        long version,
        long day,
        long customers,
        ClusterFeatures features,
        Standardisation standardisation,
        List<Cluster> clusters,
        ClusterQuality quality) {

    /** Keeps the clusters as they are. */
    public ClusterModel {
        clusters = List.copyOf(clusters);
    }

    /**
     * The cluster that a customer lies nearest to.
     *
     * @param row the features' values; a missing one (NaN) counts as the mean
     */
    public Cluster assign(double[] row) {
        Cluster nearest = clusters.get(0);
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < clusters.size(); c++) {
            Cluster cluster = clusters.get(c);
            double distance = squaredDistance(row, cluster.centroid());
            if (distance < least) {
                least = distance;
                nearest = cluster;
            }
        }
        return nearest;
    }

    private double squaredDistance(double[] row, List<Double> centroid) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            double z = standardisation.standardise(j, row[j]);
            double difference =
                    (Double.isNaN(z) ? 0 : z) - standardisation.standardise(j, centroid.get(j));
            sum += difference * difference;
        }
        return sum;
    }

    /** Each cluster's centroid over the standardised features, in the clusters' order. */
    public double[][] standardisedCentroids() {
        double[][] centroids = new double[clusters.size()][features.names().size()];
        for (int c = 0; c < centroids.length; c++) {
            for (int j = 0; j < centroids[c].length; j++) {
                centroids[c][j] = standardisation.standardise(j, clusters.get(c).centroid().get(j));
            }
        }
        return centroids;
    }
}
