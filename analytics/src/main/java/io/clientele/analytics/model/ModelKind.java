package io.clientele.analytics.model;

import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.cluster.ClusterModel;
import java.util.Locale;
import java.util.Optional;

/** The kinds of models, each with versions of its own. */
public enum ModelKind {
    /** What customers are worth. */
    VALUE {
        @Override
        public Optional<Long> version(Models models) {
            return models.value().map(ValueModels::version);
        }

        @Override
        public Optional<Long> trainedTo(Models models) {
            return models.value().map(value -> value.model().trainedTo());
        }
    },

    /** Which customers are alike. */
    CLUSTERS {
        @Override
        public Optional<Long> version(Models models) {
            return models.clusters().map(ClusterModel::version);
        }

        @Override
        public Optional<Long> trainedTo(Models models) {
            return models.clusters().map(ClusterModel::day);
        }
    },

    /** Who is about to leave. */
    CHURN {
        @Override
        public Optional<Long> version(Models models) {
            return models.churn().map(ChurnModel::version);
        }

        @Override
        public Optional<Long> trainedTo(Models models) {
            return models.churn().map(ChurnModel::day);
        }
    };

    /** The version that there is, from 1; empty if there is none of this kind. */
    public abstract Optional<Long> version(Models models);

    /** The day to whose end it was trained, days since 1970; empty if there is none. */
    public abstract Optional<Long> trainedTo(Models models);

    /** The name in JSON, such as {@code clusters}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ModelKind of(String label) {
        for (ModelKind kind : values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "kind: \"%s\", expected value, clusters or churn".formatted(label));
    }
}
