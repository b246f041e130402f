package io.clientele.analytics.model;

import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.churn.ChurnPrediction;
import io.clientele.analytics.churn.ChurnRow;
import io.clientele.analytics.cluster.Cluster;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.value.ValueEstimate;
import io.clientele.analytics.value.ValueEstimator;
import io.clientele.analytics.value.ValueModel;
import java.util.Optional;

/**
 * What models say of customers, one after another: what customers have in common is computed once.
 *
 * <p>Not thread-safe.
 */
public final class Scorer {

    private Optional<ValueEstimator> estimator = Optional.empty();

    /**
     * What models say of a customer.
     *
     * @param asOfDay the day at whose end it is said
     */
    public Insight insight(Models models, String customerId, Standing standing, long asOfDay) {
        if (!standing.lifetime().hasOrdered()) {
            return Insight.NONE;
        }
        Optional<ValueEstimate> estimate =
                models.value().map(value -> estimate(value, standing, asOfDay));
        return new Insight(
                models.value().map(value -> value.of(estimate.orElseThrow())),
                models.clusters().map(model -> cluster(model, standing, asOfDay)),
                models.churn()
                        .flatMap(
                                model ->
                                        churn(
                                                model,
                                                models.value(),
                                                estimate,
                                                ChurnRow.of(customerId, standing),
                                                asOfDay)));
    }

    private ValueEstimate estimate(ValueModels value, Standing standing, long asOfDay) {
        return of(value.model()).estimate(standing.lifetime(), asOfDay);
    }

    private ValueEstimator of(ValueModel model) {
        ValueEstimator known = estimator.orElse(null);
        // The same model comes anew with each day.
        if (known == null || !known.model().equals(model)) {
            known = new ValueEstimator(model);
            estimator = Optional.of(known);
        }
        return known;
    }

    private static CustomerCluster cluster(ClusterModel model, Standing standing, long asOfDay) {
        Cluster cluster = model.assign(ClusterRows.values(model.features(), standing, asOfDay));
        return new CustomerCluster(cluster.id(), cluster.name(), model.version());
    }

    private static Optional<ChurnPrediction> churn(
            ChurnModel model,
            Optional<ValueModels> value,
            Optional<ValueEstimate> estimate,
            ChurnRow row,
            long asOfDay) {
        int horizon = model.settings().horizonDays();
        Optional<Double> silence =
                value.map(
                        models ->
                                models.model().settings().silenceDays() == horizon
                                        ? estimate.orElseThrow().probabilityOfSilence()
                                        : models.probabilityOfSilence(
                                                row.standing().lifetime(), asOfDay, horizon));
        return model.predict(silence.map(row::withPurchaseModel).orElse(row), asOfDay);
    }
}
