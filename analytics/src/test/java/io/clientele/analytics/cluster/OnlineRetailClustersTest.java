package io.clientele.analytics.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.history.PublishedShops;
import io.clientele.analytics.history.ShopHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of {@code docs/clusters.md}, which it prints. */
class OnlineRetailClustersTest {

    private static final int RESTARTS = 20;

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void the_streams_clusters_are_as_good_as_those_of_batch_k_means(int k) {
        ShopHistory shop = PublishedShops.onlineRetail();
        ClusterTrainer trainer = new ClusterTrainer(ClusterSettings.DEFAULT.withClusters(k));
        List<ClusterRow> rows = new ArrayList<>();
        List<ClusterModel> models = new ArrayList<>();
        Map<String, Integer> lastIds = new HashMap<>();
        List<Double> moved = new ArrayList<>();
        shop.forEachDay(
                shop.lastDay(),
                (day, standings) -> {
                    rows.clear();
                    standings.forEach((id, s) -> rows.add(ClusterRow.logRfm(id, s, day)));
                    ClusterModel model = trainer.endDay(day, rows).orElseThrow();
                    models.add(model);
                    moved.add(shareMoved(model, rows, lastIds));
                });

        ClusterModel last = models.get(models.size() - 1);
        double[][] points =
                rows.stream()
                        .map(row -> last.standardisation().standardise(row.values()))
                        .toArray(double[][]::new);
        double stream = silhouette(points, last.standardisedCentroids());
        double batch = silhouette(points, BatchKMeans.centroids(points, k, RESTARTS, 1));
        double largestMove = moved.subList(30, moved.size()).stream().max(Double::compare).get();
        double meanMove =
                moved.subList(30, moved.size()).stream()
                        .mapToDouble(x -> x)
                        .average()
                        .getAsDouble();
        System.out.printf(
                Locale.ROOT,
                "Online Retail, k = %d: silhouette of the stream %.4f, of batch k-means %.4f;"
                        + " customers who change cluster a day: mean %.4f, at most %.4f%n%s%n",
                k,
                stream,
                batch,
                meanMove,
                largestMove,
                last);
        assertThat(stream).isGreaterThan(0.95 * batch);
        assertThat(meanMove).isLessThan(0.03);
        assertThat(last.clusters())
                .extracting(Cluster::id)
                .isEqualTo(models.get(30).clusters().stream().map(Cluster::id).toList());
        assertThat(last.clusters()).extracting(Cluster::name).doesNotHaveDuplicates();
    }

    private static double silhouette(double[][] points, double[][] centroids) {
        return Silhouette.exact(points, Points.labels(points, centroids), centroids.length);
    }

    private static double shareMoved(
            ClusterModel model, List<ClusterRow> rows, Map<String, Integer> lastIds) {
        int known = 0;
        int moved = 0;
        for (ClusterRow row : rows) {
            int id = model.assign(row.values()).id();
            Integer before = lastIds.put(row.customerId(), id);
            if (before != null) {
                known++;
                moved += before == id ? 0 : 1;
            }
        }
        return known == 0 ? 0 : (double) moved / known;
    }
}
