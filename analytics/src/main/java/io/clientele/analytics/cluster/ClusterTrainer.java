package io.clientele.analytics.cluster;

import io.clientele.analytics.statistics.CustomerHash;
import io.clientele.analytics.statistics.Moments;
import io.clientele.analytics.statistics.Standardisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains the clusters from day to day on a panel of customers. It starts with k-means++ on a sample
 * of the first day with enough customers, then moves the centroids with each day's mini-batches; at
 * times it tries whether a start from scratch would be clearly better.
 *
 * <p>What comes out depends on the rows and the settings alone. Not thread-safe; {@link
 * ClusterTrainerCodec} keeps it.
 */
public final class ClusterTrainer {

    /** Customers for each cluster without which nothing is trained. */
    private static final int CUSTOMERS_A_CLUSTER = 10;

    private static final int RESTARTS = 5;

    private final ClusterSettings settings;
    final MiniBatchKMeans kMeans;
    long version;
    long lastRestart;

    /** With nothing learnt yet. */
    public ClusterTrainer(ClusterSettings settings) {
        this(settings, new MiniBatchKMeans(), 0, Long.MIN_VALUE);
    }

    /** As it was kept, going on with possibly other settings. */
    ClusterTrainer(
            ClusterSettings settings, MiniBatchKMeans kMeans, long version, long lastRestart) {
        this.settings = settings;
        this.kMeans = kMeans;
        this.version = version;
        this.lastRestart = lastRestart;
    }

    /** How it trains. */
    public ClusterSettings settings() {
        return settings;
    }

    /**
     * Learns from a day's end.
     *
     * @param day the day that ends, later than the one before
     * @param rows the panel's customers with an order, each once, in any order
     * @return the next version; nothing while the panel has fewer than ten customers a cluster
     * @throws IllegalArgumentException if a row has not as many values as there are features
     */
    public Optional<ClusterModel> endDay(long day, List<ClusterRow> rows) {
        if (rows.size() < CUSTOMERS_A_CLUSTER * settings.most()) {
            return Optional.empty();
        }
        List<ClusterRow> inOrder = byHash(rows);
        Standardisation moments = moments(inOrder);
        double[][] points = points(inOrder, moments);
        double[][] sample = first(points, settings.sample());
        Map<Integer, double[]> before = positions();
        boolean restarts = !kMeans.isStarted() || day - lastRestart >= settings.restartDays();
        if (kMeans.isStarted()) {
            kMeans.learn(points, settings.batch(), settings.decay(), moments);
        }
        if (restarts) {
            lastRestart = day;
            tryFromScratch(points, sample, moments);
        }
        double smallest = settings.smallestShare() * points.length;
        int reseeded =
                kMeans.reseedCollapsed(
                        points, smallest, CustomerHash.mix(settings.seed() ^ day), moments);
        version++;
        return Optional.of(model(day, points, sample, moments, before, reseeded));
    }

    private static List<ClusterRow> byHash(List<ClusterRow> rows) {
        record Hashed(long hash, ClusterRow row) {}

        return rows.stream()
                .map(row -> new Hashed(CustomerHash.of(row.customerId()), row))
                .sorted(
                        Comparator.comparingLong(Hashed::hash)
                                .thenComparing(hashed -> hashed.row().customerId()))
                .map(Hashed::row)
                .toList();
    }

    private Standardisation moments(List<ClusterRow> rows) {
        int columns = settings.features().names().size();
        Moments moments = new Moments(columns);
        for (ClusterRow row : rows) {
            if (row.values().length != columns) {
                throw new IllegalArgumentException(
                        "values: %d, expected one for each of %s"
                                .formatted(row.values().length, settings.features().names()));
            }
            moments.add(row.values());
        }
        return moments.standardisation();
    }

    private static double[][] points(List<ClusterRow> rows, Standardisation moments) {
        double[][] points = new double[rows.size()][];
        for (int i = 0; i < points.length; i++) {
            points[i] = moments.standardise(rows.get(i).values());
            for (int j = 0; j < points[i].length; j++) {
                if (Double.isNaN(points[i][j])) {
                    points[i][j] = 0;
                }
            }
        }
        return points;
    }

    private static double[][] first(double[][] points, int count) {
        return Arrays.copyOf(points, Math.min(points.length, count));
    }

    private Map<Integer, double[]> positions() {
        Map<Integer, double[]> positions = new HashMap<>();
        kMeans.centroids().forEach(c -> positions.put(c.id, c.position.clone()));
        return positions;
    }

    /** Takes new centroids if there are none yet, or if they are clearly better. */
    private void tryFromScratch(double[][] points, double[][] sample, Standardisation moments) {
        long seed = CustomerHash.mix(settings.seed() + version);
        int current = kMeans.isStarted() ? kMeans.k() : 0;
        ChoiceOfK choice = new ChoiceOfK(settings.fewest(), settings.most());
        int k = choice.of(sample, current, RESTARTS, seed);
        double[][] fresh = BatchKMeans.centroids(sample, k, RESTARTS, seed);
        if (k == current) {
            double[][] standing = kMeans.standardised(moments);
            double bar = (1 - settings.restartGain()) * Points.inertia(sample, standing);
            if (Points.inertia(sample, fresh) >= bar) {
                return;
            }
        }
        kMeans.replace(points, BatchKMeans.lloyd(points, fresh), moments);
    }

    private ClusterModel model(
            long day,
            double[][] points,
            double[][] sample,
            Standardisation moments,
            Map<Integer, double[]> before,
            int reseeded) {
        double[][] centroids = kMeans.standardised(moments);
        ClusterQuality quality =
                new ClusterQuality(
                        Silhouette.simplified(sample, centroids),
                        Points.inertia(points, centroids),
                        drift(before, moments),
                        reseeded);
        return new ClusterModel(
                version,
                day,
                points.length,
                settings.features(),
                moments,
                clusters(points, centroids),
                quality);
    }

    private List<Cluster> clusters(double[][] points, double[][] centroids) {
        int[] sizes = Points.sizes(Points.labels(points, centroids), centroids.length);
        List<MiniBatchKMeans.Centroid> kept = kMeans.centroids();
        int[] ids = kept.stream().mapToInt(centroid -> centroid.id).toArray();
        List<String> names = ClusterNames.of(settings.features().names(), centroids, ids);
        List<Cluster> clusters = new ArrayList<>();
        for (int c = 0; c < ids.length; c++) {
            MiniBatchKMeans.Centroid centroid = kept.get(c);
            List<Double> position = Arrays.stream(centroid.position).boxed().toList();
            clusters.add(new Cluster(ids[c], names.get(c), position, centroid.weight, sizes[c]));
        }
        return clusters;
    }

    private double drift(Map<Integer, double[]> before, Standardisation moments) {
        double sum = 0;
        int moved = 0;
        for (MiniBatchKMeans.Centroid centroid : kMeans.centroids()) {
            double[] from = before.get(centroid.id);
            if (from != null) {
                double[] to = moments.standardise(centroid.position);
                sum += Math.sqrt(Points.squaredDistance(moments.standardise(from), to));
                moved++;
            }
        }
        return moved == 0 ? 0 : sum / moved;
    }
}
