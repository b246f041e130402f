package io.clientele.analytics.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Customers around known centres. */
final class Blobs {
    static final ClusterFeatures PLANE = new ClusterFeatures(List.of("width", "height"));

    private Blobs() {}

    /** Customers of whom each third one or so lies around each of the centres. */
    static List<ClusterRow> around(double[][] centres, int customers, double spread, long seed) {
        Random random = new Random(seed);
        List<ClusterRow> rows = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            double[] centre = centres[i % centres.length];
            double[] values = new double[centre.length];
            for (int j = 0; j < values.length; j++) {
                values[j] = centre[j] + spread * random.nextGaussian();
            }
            rows.add(new ClusterRow("c" + i, values));
        }
        return rows;
    }

    static double[][] points(List<ClusterRow> rows) {
        return rows.stream().map(ClusterRow::values).toArray(double[][]::new);
    }
}
