package io.clientele.analytics.backtest;

import io.clientele.analytics.cluster.BatchKMeans;
import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.cluster.Points;
import io.clientele.analytics.cluster.Silhouette;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.analytics.statistics.CustomerHash;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The stream's clusters at a cut, against batch k-means++ on the same standardised points. Of many
 * customers a sample by their hash is taken, since the exact silhouette's time grows with the
 * square of their number.
 */
public final class ClusterBacktest {

    private static final String NAME = "clusters";
    private static final int MOST_POINTS = 6_000;
    private static final int RESTARTS = 20;
    private static final long SEED = 1;

    private ClusterBacktest() {}

    /** The figures. */
    public static Section of(Cut cut) {
        if (cut.models().clusters().isEmpty()) {
            return Section.without(NAME, "Clusters", "no clusters had been trained");
        }
        ClusterModel model = cut.models().clusters().get();
        List<Profile> sample = sample(cut.buyers());
        double[][] points =
                sample.stream()
                        .map(buyer -> model.standardisation().standardise(row(model, buyer, cut)))
                        .toArray(double[][]::new);
        int k = model.clusters().size();
        double[][] streamed = model.standardisedCentroids();
        double[][] batch = BatchKMeans.centroids(points, k, RESTARTS, SEED);
        double silhouette = Silhouette.exact(points, Points.labels(points, streamed), k);
        double ofBatch = Silhouette.exact(points, Points.labels(points, batch), k);
        Figure exact =
                Figure.number("silhouette", "silhouette, exact", silhouette)
                        .beside("batch_kmeans", ofBatch);
        Optional<int[]> groups = groups(sample);
        if (groups.isPresent()) {
            exact =
                    exact.beside(
                            "rfm_groups",
                            Silhouette.exact(points, groups.get(), RfmGroup.values().length));
        }
        return new Section(
                NAME,
                "Clusters by %s (version %d)"
                        .formatted(String.join(", ", model.features().names()), model.version()),
                List.of(
                        Figure.count("k", "clusters", k),
                        Figure.count("customers", "customers compared", points.length)
                                .beside("all", cut.buyers().size()),
                        exact,
                        Figure.number(
                                "silhouette_ratio",
                                "  in parts of batch k-means++",
                                silhouette / ofBatch),
                        Figure.number("inertia", "inertia", Points.inertia(points, streamed))
                                .beside("batch_kmeans", Points.inertia(points, batch)),
                        Figure.number(
                                "silhouette_told",
                                "simplified silhouette that the stream told",
                                model.quality().silhouette())),
                List.of());
    }

    private static List<Profile> sample(List<Profile> buyers) {
        if (buyers.size() <= MOST_POINTS) {
            return buyers;
        }
        return buyers.stream()
                .sorted(Comparator.comparingLong(buyer -> CustomerHash.of(buyer.customerId())))
                .limit(MOST_POINTS)
                .toList();
    }

    private static double[] row(ClusterModel model, Profile buyer, Cut cut) {
        return model.features()
                .select(
                        ClusterFeatures.LOG_RFM.names(),
                        ClusterFeatures.logRfm(buyer.standing(), cut.day()));
    }

    /** The RFM groups as clusters; empty if somebody is in none. */
    private static Optional<int[]> groups(List<Profile> buyers) {
        int[] labels = new int[buyers.size()];
        for (int i = 0; i < labels.length; i++) {
            Optional<RfmGroup> group = buyers.get(i).group();
            if (group.isEmpty()) {
                return Optional.empty();
            }
            labels[i] = group.get().ordinal();
        }
        return Optional.of(labels);
    }
}
