package io.clientele.analytics.model;

import io.clientele.analytics.churn.Candidate;
import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The models as they are when a day ends; a model is empty until there was enough to train it on.
 *
 * @param day the day
 * @param since the first day whose end they learned from, days since 1970
 */
public record Models(
        long day,
        long since,
        Optional<ValueModels> value,
        Optional<ClusterModel> clusters,
        Optional<ChurnModel> churn) {

    /**
     * What they say of a customer. {@link Scorer} says the same, quicker for many customers.
     *
     * @param asOfDay the day at whose end it is said
     */
    public Insight insight(String customerId, Standing standing, long asOfDay) {
        return new Scorer().insight(this, customerId, standing, asOfDay);
    }

    /** One kind of them alone. */
    public Models only(ModelKind kind) {
        return new Models(day, since, Optional.empty(), Optional.empty(), Optional.empty())
                .with(kind, this);
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

    /** These, with one kind from others, be it there or not. */
    public Models with(ModelKind kind, Models others) {
        return new Models(
                day,
                since,
                kind == ModelKind.VALUE ? others.value : value,
                kind == ModelKind.CLUSTERS ? others.clusters : clusters,
                kind == ModelKind.CHURN ? others.churn : churn);
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
