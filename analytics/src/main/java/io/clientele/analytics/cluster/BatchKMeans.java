package io.clientele.analytics.cluster;

import io.clientele.analytics.statistics.CustomerHash;
import java.util.Arrays;
import org.hipparchus.random.Well512a;

/**
 * Batch k-means: centroids drawn by k-means++ (Arthur and Vassilvitskii, SODA 2007, section 2.2),
 * then Lloyd's iterations (IEEE Transactions on Information Theory 28, 1982), the best of several
 * draws by inertia. It starts the incremental training and is what that is measured against.
 */
public final class BatchKMeans {

    private static final int MOST_ITERATIONS = 100;

    private BatchKMeans() {}

    /**
     * Finds centroids.
     *
     * @param points standardised, without missing values
     * @param k how many centroids, 1 to the number of points
     * @param restarts draws to choose from, at least 1
     * @param seed what the draws follow from
     * @return k centroids; where fewer than k points differ, some are equal
     */
    public static double[][] centroids(double[][] points, int k, int restarts, long seed) {
        if (k < 1 || k > points.length) {
            throw new IllegalArgumentException(
                    "k: %d, expected from 1 to the number of points, %d"
                            .formatted(k, points.length));
        }
        double[][] best = new double[0][];
        double least = Double.POSITIVE_INFINITY;
        for (int draw = 0; draw < restarts; draw++) {
            Well512a random = new Well512a(CustomerHash.mix(CustomerHash.mix(seed) + draw));
            double[][] centroids = lloyd(points, plusPlus(points, k, random));
            double inertia = Points.inertia(points, centroids);
            if (best.length == 0 || inertia < least) {
                least = inertia;
                best = centroids;
            }
        }
        return best;
    }

    private static double[][] plusPlus(double[][] points, int k, Well512a random) {
        double[][] centroids = new double[k][];
        double[] distances = new double[points.length];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        centroids[0] = points[random.nextInt(points.length)].clone();
        for (int c = 1; c < k; c++) {
            centroids[c] = farPoint(points, distances, centroids[c - 1], random).clone();
        }
        return centroids;
    }

    /** Draws a point with a probability in proportion to its squared distance. */
    private static double[] farPoint(
            double[][] points, double[] distances, double[] newest, Well512a random) {
        double total = 0;
        for (int i = 0; i < points.length; i++) {
            distances[i] = Math.min(distances[i], Points.squaredDistance(points[i], newest));
            total += distances[i];
        }
        double left = random.nextDouble() * total;
        for (int i = 0; i < points.length; i++) {
            left -= distances[i];
            if (left < 0) {
                return points[i];
            }
        }
        return points[points.length - 1];
    }

    /** Lloyd's iterations until no point changes; a centroid without a point stays where it is. */
    static double[][] lloyd(double[][] points, double[][] start) {
        double[][] centroids = Points.copy(start);
        int[] labels = new int[0];
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            int[] next = Points.labels(points, centroids);
            if (Arrays.equals(labels, next)) {
                break;
            }
            labels = next;
            moveToMeans(points, labels, centroids);
        }
        return centroids;
    }

    private static void moveToMeans(double[][] points, int[] labels, double[][] centroids) {
        int[] sizes = Points.sizes(labels, centroids.length);
        for (int c = 0; c < centroids.length; c++) {
            if (sizes[c] > 0) {
                Arrays.fill(centroids[c], 0);
            }
        }
        for (int i = 0; i < points.length; i++) {
            double[] centroid = centroids[labels[i]];
            for (int j = 0; j < centroid.length; j++) {
                centroid[j] += points[i][j] / sizes[labels[i]];
            }
        }
    }
}
