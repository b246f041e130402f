package io.clientele.analytics.cluster;

import io.clientele.analytics.ledger.Standing;

/**
 * A customer of the panel at a day's end.
 *
 * @param customerId who
 * @param values the values of the trainer's {@link ClusterFeatures}; NaN where one is missing,
 *     which counts as the mean
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClusterRow(String customerId, double[] values) {

    /** The row of {@link ClusterFeatures#LOG_RFM} of a customer with an order. */
    public static ClusterRow logRfm(String customerId, Standing standing, long day) {
        return new ClusterRow(customerId, ClusterFeatures.logRfm(standing, day));
    }
}
