package io.clientele.analytics.model;

import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.cluster.ClusterRow;
import io.clientele.analytics.ledger.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What customers are clustered by, taken from where they stand. */
final class ClusterRows {

    private static final List<String> AVAILABLE = ClusterFeatures.LOG_RFM.names();

    private ClusterRows() {}

    /** The values of a customer with an order, in the order of the features. */
    static double[] values(ClusterFeatures features, Standing standing, long day) {
        return features.select(AVAILABLE, ClusterFeatures.logRfm(standing, day));
    }

    /** One row for each customer with an order. */
    static List<ClusterRow> of(
            ClusterFeatures features, Map<String, Standing> customers, long day) {
        List<ClusterRow> rows = new ArrayList<>();
        customers.forEach(
                (customer, standing) -> {
                    if (standing.lifetime().hasOrdered()) {
                        rows.add(new ClusterRow(customer, values(features, standing, day)));
                    }
                });
        return rows;
    }
}
