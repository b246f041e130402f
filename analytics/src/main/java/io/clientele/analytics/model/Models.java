package io.clientele.analytics.model;

import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.churn.ChurnPrediction;
import io.clientele.analytics.churn.ChurnRow;
import io.clientele.analytics.cluster.Cluster;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import java.util.Optional;

/**
 * The models as they are when a day ends; a model is empty until there was enough to train it on.
 *
 * @param day the day
 */
public record Models(
        long day,
        Optional<ValueModels> value,
        Optional<ClusterModel> clusters,
        Optional<ChurnModel> churn) {

    /**
     * What they say of a customer.
     *
     * @param asOfDay the day at whose end it is said
     */
    public Insight insight(String customerId, Standing standing, long asOfDay) {
        if (!standing.lifetime().hasOrdered()) {
            return Insight.NONE;
        }
        return new Insight(
                value.map(models -> models.of(standing.lifetime(), asOfDay)),
                clusters.map(model -> cluster(model, standing, asOfDay)),
                churn.flatMap(model -> churn(model, customerId, standing, asOfDay)));
    }

    private static CustomerCluster cluster(ClusterModel model, Standing standing, long asOfDay) {
        Cluster cluster = model.assign(ClusterRows.values(model.features(), standing, asOfDay));
        return new CustomerCluster(cluster.id(), cluster.name(), model.version());
    }

    private Optional<ChurnPrediction> churn(
            ChurnModel model, String customerId, Standing standing, long asOfDay) {
        ChurnRow row =
                ChurnRows.of(value, model.settings().horizonDays(), customerId, standing, asOfDay);
        return model.predict(row, asOfDay);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return value.isEmpty() && clusters.isEmpty() && churn.isEmpty();
    }

    /** Whether a customer is a VIP at the end of a day. */
    public boolean isVip(Lifetime lifetime, long asOfDay) {
        return lifetime.hasOrdered() && value.isPresent() && value.get().isVip(lifetime, asOfDay);
    }
}
