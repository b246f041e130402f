package io.clientele.analytics.cluster;

import io.clientele.analytics.statistics.CustomerHash;
import io.clientele.analytics.statistics.Standardisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.random.Well512a;

/**
 * Centroids that move with mini-batches: each is the mean of the points it was nearest to, weighted
 * by how many it stands for already (Sculley, Web-scale k-means clustering, WWW 2010, algorithm 1).
 * Weights decay from batch to batch, as in Flink ML's OnlineKMeans, so that old batches fade.
 *
 * <p>Centroids are kept in the features' own units and standardised by the newest moments for each
 * day: what a moment does not change, it does not move. Not thread-safe.
 */
final class MiniBatchKMeans {

    /** Centroids nearer to each other than this, in standard deviations, are one cluster. */
    private static final double COLLAPSED = 0.05;

    private final List<Centroid> centroids = new ArrayList<>();
    private int nextId;

    /** A centroid in the features' own units. */
    static final class Centroid {
        final int id;
        final double[] position;
        double weight;

        Centroid(int id, double[] position, double weight) {
            this.id = id;
            this.position = position;
            this.weight = weight;
        }
    }

    MiniBatchKMeans() {}

    /** As it was kept. */
    MiniBatchKMeans(List<Centroid> centroids, int nextId) {
        this.centroids.addAll(centroids);
        this.nextId = nextId;
    }

    boolean isStarted() {
        return !centroids.isEmpty();
    }

    int k() {
        return centroids.size();
    }

    int nextId() {
        return nextId;
    }

    List<Centroid> centroids() {
        return centroids;
    }

    /** The centroids by the newest moments. */
    double[][] standardised(Standardisation moments) {
        return centroids.stream()
                .map(centroid -> moments.standardise(centroid.position))
                .toArray(double[][]::new);
    }

    /**
     * Moves the centroids with a day's points.
     *
     * @param points standardised, in an order that does not depend on what they are like
     * @param batch points of a mini-batch
     * @param decay what is left of the weights after all the points
     */
    void learn(double[][] points, int batch, double decay, Standardisation moments) {
        double[][] moving = standardised(moments);
        for (int from = 0; from < points.length; from += batch) {
            int to = Math.min(points.length, from + batch);
            double left = StrictMath.pow(decay, (double) (to - from) / points.length);
            moveTowards(Arrays.copyOfRange(points, from, to), left, moving);
        }
        for (int c = 0; c < moving.length; c++) {
            place(centroids.get(c), moving[c], moments);
        }
    }

    private void moveTowards(double[][] batch, double decay, double[][] moving) {
        int[] labels = Points.labels(batch, moving);
        int[] sizes = Points.sizes(labels, moving.length);
        double[][] sums = new double[moving.length][moving[0].length];
        for (int i = 0; i < batch.length; i++) {
            for (int j = 0; j < batch[i].length; j++) {
                sums[labels[i]][j] += batch[i][j];
            }
        }
        for (int c = 0; c < moving.length; c++) {
            Centroid centroid = centroids.get(c);
            centroid.weight *= decay;
            if (sizes[c] == 0) {
                continue;
            }
            centroid.weight += sizes[c];
            for (int j = 0; j < sums[c].length; j++) {
                moving[c][j] += (sums[c][j] - sizes[c] * moving[c][j]) / centroid.weight;
            }
        }
    }

    private static void place(Centroid centroid, double[] standardised, Standardisation moments) {
        for (int j = 0; j < standardised.length; j++) {
            centroid.position[j] = moments.raw(j, standardised[j]);
        }
    }

    /**
     * Puts other centroids in the place of these. One that most of a former one's points go to
     * carries on its id; others get new ones.
     *
     * @param points what the overlap is counted on, standardised
     * @param replacements standardised
     */
    void replace(double[][] points, double[][] replacements, Standardisation moments) {
        int[] after = Points.labels(points, replacements);
        int[] sizes = Points.sizes(after, replacements.length);
        int[] continued = new int[replacements.length];
        Arrays.fill(continued, -1);
        if (isStarted()) {
            int[] before = Points.labels(points, standardised(moments));
            continued = LargestOverlap.match(before, k(), after, replacements.length);
        }
        List<Centroid> placed = new ArrayList<>();
        for (int c = 0; c < replacements.length; c++) {
            int id = continued[c] >= 0 ? centroids.get(continued[c]).id : nextId++;
            Centroid centroid = new Centroid(id, new double[replacements[c].length], sizes[c]);
            place(centroid, replacements[c], moments);
            placed.add(centroid);
        }
        placed.sort(Comparator.comparingInt(centroid -> centroid.id));
        centroids.clear();
        centroids.addAll(placed);
    }

    /**
     * Draws a new place, with a new id, for each centroid that hardly a point is nearest to, and
     * for the smaller of two that have met: a point with a probability in proportion to its squared
     * distance from the nearest centroid, as k-means++ does.
     *
     * @param smallest the fewest points of a cluster that has not collapsed
     * @return how many were drawn anew
     */
    int reseedCollapsed(double[][] points, double smallest, long seed, Standardisation moments) {
        int reseeded = 0;
        for (int c = 0; c < k(); c++) {
            double[][] standardised = standardised(moments);
            int[] sizes = Points.sizes(Points.labels(points, standardised), k());
            if (sizes[c] >= Math.max(1, smallest) && !hasMetLarger(c, standardised, sizes)) {
                continue;
            }
            Well512a random = new Well512a(CustomerHash.mix(seed + c));
            double[] place = farPoint(points, standardised, random);
            Centroid fresh = new Centroid(nextId++, new double[place.length], 1);
            place(fresh, place, moments);
            centroids.set(c, fresh);
            reseeded++;
        }
        centroids.sort(Comparator.comparingInt(centroid -> centroid.id));
        return reseeded;
    }

    private static boolean hasMetLarger(int c, double[][] standardised, int[] sizes) {
        for (int other = 0; other < standardised.length; other++) {
            boolean larger = sizes[other] > sizes[c] || (sizes[other] == sizes[c] && other < c);
            double distance = Points.squaredDistance(standardised[c], standardised[other]);
            if (other != c && larger && distance < COLLAPSED * COLLAPSED) {
                return true;
            }
        }
        return false;
    }

    private static double[] farPoint(double[][] points, double[][] standardised, Well512a random) {
        double left = random.nextDouble() * points.length * Points.inertia(points, standardised);
        for (double[] point : points) {
            int nearest = Points.nearest(point, standardised);
            left -= Points.squaredDistance(point, standardised[nearest]);
            if (left < 0) {
                return point;
            }
        }
        return points[points.length - 1];
    }
}
