package io.clientele.analytics.cluster;

/** Squared Euclidean distances between points of equally many coordinates. */
public final class Points {

    private Points() {}

    static double squaredDistance(double[] one, double[] other) {
        double sum = 0;
        for (int j = 0; j < one.length; j++) {
            double difference = one[j] - other[j];
            sum += difference * difference;
        }
        return sum;
    }

    /** The index of the nearest centroid, the first of equally near ones. */
    static int nearest(double[] point, double[][] centroids) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centroids.length; c++) {
            double distance = squaredDistance(point, centroids[c]);
            if (distance < least) {
                least = distance;
                nearest = c;
            }
        }
        return nearest;
    }

    /** The index of the nearest centroid of each point, the first of equally near ones. */
    public static int[] labels(double[][] points, double[][] centroids) {
        int[] labels = new int[points.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = nearest(points[i], centroids);
        }
        return labels;
    }

    /** How many points lie nearest to each centroid. */
    static int[] sizes(int[] labels, int k) {
        int[] sizes = new int[k];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    /** The mean squared distance of the points to their nearest centroid. */
    public static double inertia(double[][] points, double[][] centroids) {
        double sum = 0;
        for (double[] point : points) {
            sum += squaredDistance(point, centroids[nearest(point, centroids)]);
        }
        return points.length == 0 ? 0 : sum / points.length;
    }

    static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }
}
