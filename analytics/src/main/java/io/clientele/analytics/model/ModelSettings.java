package io.clientele.analytics.model;

import io.clientele.analytics.churn.FtrlSettings;
import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.value.FamilyChoice;
import java.io.Serializable;
import java.util.List;

/**
 * What models are trained, on whom, and what they look at.
 *
 * @param enabled whether there are models at all
 * @param panel the most customers that clusters, churn and the bound of VIPs are learned from
 */
public record ModelSettings(boolean enabled, int panel, Value value, Clusters clusters, Churn churn)
        implements Serializable {

    /** Models with the defaults. */
    public static final ModelSettings DEFAULT =
            new ModelSettings(
                    true,
                    50_000,
                    new Value(FamilyChoice.AUTOMATIC, 7, 365, 0.1, 0.05),
                    new Clusters(4, 4, ClusterFeatures.LOG_RFM.names(), 0.5),
                    new Churn(90, 7));

    /** No models. */
    public static final ModelSettings OFF =
            new ModelSettings(false, DEFAULT.panel, DEFAULT.value, DEFAULT.clusters, DEFAULT.churn);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the setting, its value and what was expected
     */
    public ModelSettings {
        require("models.panel", panel, 1, 1_000_000);
    }

    /**
     * The value models.
     *
     * @param family of how often customers order, and until when
     * @param refitDays days between two fits
     * @param horizonDays how far customer lifetime value looks ahead
     * @param yearlyDiscount the discount rate of a year, 0.1 for ten percent
     * @param vipShare the share of customers, by lifetime value, that are VIPs
     */
    public record Value(
            FamilyChoice family,
            int refitDays,
            int horizonDays,
            double yearlyDiscount,
            double vipShare)
            implements Serializable {

        /** Checks the ranges. */
        public Value {
            require("models.value.refit", refitDays, 1, 366);
            require("models.value.horizon", horizonDays, 1, 3_650);
            require("models.value.discount", yearlyDiscount, 0, 10);
            require("models.value.vips", vipShare, 0.0001, 0.5);
        }
    }

    /**
     * The clusters.
     *
     * @param fewest the fewest that there may be
     * @param most the most; equal to it the number is fixed, otherwise the silhouette chooses
     * @param features by their names in the catalogue
     * @param decay how much of what a centroid has learned counts on after a day, 0 to 1
     */
    public record Clusters(int fewest, int most, List<String> features, double decay)
            implements Serializable {

        /** Checks the ranges. */
        public Clusters {
            features = List.copyOf(features);
            require("models.clusters.count", fewest, 2, 50);
            require("models.clusters.count", most, fewest, 50);
            require("models.clusters.decay", decay, 0, 1);
            if (features.isEmpty() || !ClusterFeatures.LOG_RFM.names().containsAll(features)) {
                throw new IllegalArgumentException(
                        "models.clusters.features: %s, expected some of %s"
                                .formatted(features, ClusterFeatures.LOG_RFM.names()));
            }
        }
    }

    /**
     * The risk of churn.
     *
     * @param horizonDays a customer has churned who orders nothing within as many days
     * @param intervalDays days between two predictions for a customer that are learned from
     * @param regression how the regression learns
     */
    public record Churn(int horizonDays, int intervalDays, FtrlSettings regression)
            implements Serializable {

        /** With a regression that learns as usual. */
        public Churn(int horizonDays, int intervalDays) {
            this(horizonDays, intervalDays, FtrlSettings.DEFAULT);
        }

        /** Checks the ranges. */
        public Churn {
            require("models.churn.horizon", horizonDays, 1, 730);
            require("models.churn.interval", intervalDays, 1, 366);
        }
    }

    /** The same with another churn model. */
    public ModelSettings withChurn(Churn other) {
        return new ModelSettings(enabled, panel, value, clusters, other);
    }

    private static void require(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "%s: %s, expected %s to %s".formatted(key, value, least, most));
        }
    }
}
