package io.clientele.analytics.artefact;

import io.clientele.analytics.cluster.Cluster;
import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.cluster.ClusterQuality;
import io.clientele.analytics.statistics.Standardisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A version of the clusters from its fields. */
final class ClusterFields {

    private ClusterFields() {}

    static ClusterModel read(Fields fields) {
        List<String> names = fields.texts("features");
        for (String name : names) {
            if (!ClusterFeatures.LOG_RFM.names().contains(name)) {
                throw fields.wrong(
                        "features",
                        "\"" + name + "\"",
                        "one of " + ClusterFeatures.LOG_RFM.names());
            }
        }
        ClusterFeatures features = fields.make(() -> new ClusterFeatures(names));
        ClusterQuality quality =
                new ClusterQuality(
                        fields.number("silhouette"),
                        fields.number("inertia"),
                        fields.number("drift"),
                        fields.count("reseeded", 0));
        return new ClusterModel(
                fields.whole("version", 1),
                fields.day("trained_to"),
                fields.whole("customers", 0),
                features,
                standardisation(fields, names.size()),
                clusters(fields, names.size()),
                quality);
    }

    /** The moments of so many columns. */
    static Standardisation standardisation(Fields fields, int columns) {
        double[] deviations = fields.numbers("deviations", columns);
        for (int j = 0; j < columns; j++) {
            if (deviations[j] < 0) {
                throw fields.wrong(
                        "deviations[%d]".formatted(j), Double.toString(deviations[j]), "0 or more");
            }
        }
        return new Standardisation(fields.numbers("means", columns), deviations);
    }

    private static List<Cluster> clusters(Fields fields, int columns) {
        int k = fields.count("k", 1);
        long[] ids = fields.wholes("ids", k, 0);
        List<String> names = fields.texts("names");
        if (names.size() != k) {
            throw fields.wrong("names", names.size() + " values", Integer.toString(k));
        }
        double[][] centroids = fields.rows("centroids", k, columns);
        long[] sizes = fields.wholes("sizes", k, 0);
        double[] weights = fields.numbers("weights", k);
        Set<Long> once = new HashSet<>();
        List<Cluster> clusters = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            if (!once.add(ids[c]) || ids[c] > Integer.MAX_VALUE) {
                throw fields.wrong(
                        "ids[%d]".formatted(c), Long.toString(ids[c]), "an id of its own");
            }
            clusters.add(
                    new Cluster(
                            (int) ids[c],
                            names.get(c),
                            Arrays.stream(centroids[c]).boxed().toList(),
                            weights[c],
                            sizes[c]));
        }
        return clusters;
    }
}
