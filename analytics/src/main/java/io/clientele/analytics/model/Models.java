package io.clientele.analytics.model;

import io.clientele.analytics.churn.Candidate;
import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.churn.ChurnPrediction;
import io.clientele.analytics.churn.ChurnRow;
import io.clientele.analytics.cluster.Cluster;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.ledger.Standing;
import java.util.Optional;
import java.util.OptionalDouble;

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

    /**
     * The churn risk that a candidate gives, whether it is champion or not.
     *
     * @param standing of a customer with an order
     * @param asOfDay the day at whose end it is said
     * @return 0 to 1; empty if it gives none
     */
    public OptionalDouble churnRisk(
            Candidate candidate, String customerId, Standing standing, long asOfDay) {
        if (churn.isEmpty()) {
            return OptionalDouble.empty();
        }
        ChurnModel model = churn.get();
        int horizon = model.settings().horizonDays();
        double risk =
                model.risk(
                        candidate,
                        ChurnRows.of(value, horizon, customerId, standing, asOfDay),
                        asOfDay);
        return Double.isNaN(risk) ? OptionalDouble.empty() : OptionalDouble.of(risk);
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
    public boolean isVip(Standing standing, long asOfDay) {
        return standing.lifetime().hasOrdered()
                && value.isPresent()
                && value.get().isVip(standing.lifetime(), asOfDay);
    }
}
