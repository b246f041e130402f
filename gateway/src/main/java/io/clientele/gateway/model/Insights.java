package io.clientele.gateway.model;

import io.clientele.gateway.kpi.KpiHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the models say; each is empty until the job has told of it.
 *
 * @param clusters which customers are alike
 * @param value what they are expected to be worth
 * @param churn who is about to leave
 */
public record Insights(Optional<Clusters> clusters, Optional<Value> value, Optional<Churn> churn) {

    /** By the newest points and texts. */
    public static Insights of(KpiHistory history, Optional<ModelTopic.Words> words) {
        return new Insights(
                Clusters.of(history, words.map(ModelTopic.Words::clusters).orElse(Map.of())),
                Value.of(history, words.map(ModelTopic.Words::warnings).orElse(List.of())),
                Churn.of(history));
    }
}
