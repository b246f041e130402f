package io.clientele.analytics.cluster;

import java.util.Arrays;

/**
 * How well clusters are apart, −1 to 1. Of a point with mean distance a to its own cluster and b to
 * the next, (b − a) / max(a, b), averaged over all points (Rousseeuw, Journal of Computational and
 * Applied Mathematics 20, 1987).
 */
public final class Silhouette {

    private Silhouette() {}

    /**
     * The exact one, over all pairs of points: time grows with their square.
     *
     * @param points the points
     * @param labels the cluster of each, 0 to k − 1; a point alone in its cluster counts as 0
     * @param k how many clusters
     * @return the mean; 0 with fewer than two clusters that have a point
     */
    public static double exact(double[][] points, int[] labels, int k) {
        int[] sizes = Points.sizes(labels, k);
        double sum = 0;
        double[] distances = new double[k];
        for (int i = 0; i < points.length; i++) {
            Arrays.fill(distances, 0);
            for (int other = 0; other < points.length; other++) {
                distances[labels[other]] +=
                        Math.sqrt(Points.squaredDistance(points[i], points[other]));
            }
            sum += ofPoint(distances, sizes, labels[i]);
        }
        return points.length == 0 ? 0 : sum / points.length;
    }

    private static double ofPoint(double[] distances, int[] sizes, int own) {
        if (sizes[own] < 2) {
            return 0;
        }
        double within = distances[own] / (sizes[own] - 1);
        double next = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sizes.length; c++) {
            if (c != own && sizes[c] > 0) {
                next = Math.min(next, distances[c] / sizes[c]);
            }
        }
        return next == Double.POSITIVE_INFINITY ? 0 : ratio(within, next);
    }

    /**
     * The simplified one, with distances to centroids in place of mean distances to clusters
     * (Hruschka, de Castro and Campello, ICDM 2004): time grows with the points alone.
     *
     * @param points the points
     * @param centroids at least two
     */
    public static double simplified(double[][] points, double[][] centroids) {
        double sum = 0;
        for (double[] point : points) {
            double first = Double.POSITIVE_INFINITY;
            double second = Double.POSITIVE_INFINITY;
            for (double[] centroid : centroids) {
                double distance = Points.squaredDistance(point, centroid);
                if (distance < first) {
                    second = first;
                    first = distance;
                } else {
                    second = Math.min(second, distance);
                }
            }
            sum += ratio(Math.sqrt(first), Math.sqrt(second));
        }
        return points.length == 0 ? 0 : sum / points.length;
    }

    private static double ratio(double within, double next) {
        double larger = Math.max(within, next);
        return larger == 0 ? 0 : (next - within) / larger;
    }
}
