package io.clientele.analytics.model;

import io.clientele.analytics.churn.ChurnPrediction;
import java.util.Optional;

/**
 * What the models say of a customer; each part is empty as long as its model has not been trained,
 * and for a customer without an order.
 */
public record Insight(
        Optional<CustomerValue> value,
        Optional<CustomerCluster> cluster,
        Optional<ChurnPrediction> churn) {

    /** Nothing is known. */
    public static final Insight NONE =
            new Insight(Optional.empty(), Optional.empty(), Optional.empty());
}
