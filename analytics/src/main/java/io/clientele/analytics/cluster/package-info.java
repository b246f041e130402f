/**
 * Clusters of customers, found by incremental k-means over a panel of them at each day's end:
 * training, the versioned model, how good it is, and its description in words. What a feature is
 * computed from belongs to the ledger; segments by fixed rules live in {@code rfm}.
 */
package io.clientele.analytics.cluster;
