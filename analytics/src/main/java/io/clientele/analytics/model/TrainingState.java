package io.clientele.analytics.model;

import io.clientele.analytics.churn.ChurnTrainer;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.cluster.ClusterTrainer;
import java.util.Optional;

/**
 * What training has learned so far, and what it waits for: all that there is to keep.
 *
 * <p>Not thread-safe.
 */
public final class TrainingState {

    /** The first day whose end there was somebody to learn from at. */
    long since = Long.MAX_VALUE;

    final Panel panel = new Panel();
    Optional<ValueModels> value = Optional.empty();
    Optional<ClusterTrainer> clusterTrainer = Optional.empty();
    Optional<ClusterModel> clusters = Optional.empty();
    Optional<ChurnTrainer> churnTrainer = Optional.empty();
}
