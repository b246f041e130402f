package io.clientele.analytics.model;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

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
                    20_000,
                    new Value(Family.BG_NBD, 7, 365, 0.1, 0.05),
                    new Clusters(List.of(4), List.of("recency_days", "frequency", "monetary"), 0.9),
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

    /** A model of how often customers order, and until when. */
    public enum Family {
        /** Fader, Hardie and Lee (2005). */
        BG_NBD,
        /** Batislam, Denizel and Filiztekin (2007): a customer may leave after its first order. */
        MBG_NBD,
        /** Schmittlein, Morrison and Colombo (1987). */
        PARETO_NBD;

        /** Its name in the configuration and in models.json. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * The family of a label.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Family of(String label) {
            for (Family family : values()) {
                if (family.label().equals(label)) {
                    return family;
                }
            }
            throw new IllegalArgumentException(
                    "models.value.family: %s, expected bg-nbd, mbg-nbd or pareto-nbd"
                            .formatted(label));
        }
    }

    /**
     * The value models.
     *
     * @param refitDays days between two fits
     * @param horizonDays how far customer lifetime value looks ahead
     * @param yearlyDiscount the discount rate of a year, 0.1 for ten percent
     * @param vipShare the share of customers, by lifetime value, that are VIPs
     */
    public record Value(
            Family family, int refitDays, int horizonDays, double yearlyDiscount, double vipShare)
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
     * @param counts how many there are; of several numbers the one with the best silhouette
     * @param features by their names in the catalogue
     * @param decay how much of what a centroid has learned counts on after a day, 0 to 1
     */
    public record Clusters(List<Integer> counts, List<String> features, double decay)
            implements Serializable {

        /** Checks the ranges. */
        public Clusters {
            counts = List.copyOf(counts);
            features = List.copyOf(features);
            counts.forEach(count -> require("models.clusters.count", count, 1, 50));
            require("models.clusters.decay", decay, 0, 1);
        }
    }

    /**
     * The risk of churn.
     *
     * @param horizonDays a customer has churned who orders nothing within as many days
     * @param intervalDays days between two predictions for a customer that are learned from
     */
    public record Churn(int horizonDays, int intervalDays) implements Serializable {

        /** Checks the ranges. */
        public Churn {
            require("models.churn.horizon", horizonDays, 1, 730);
            require("models.churn.interval", intervalDays, 1, 366);
        }
    }

    private static void require(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "%s: %s, expected %s to %s".formatted(key, value, least, most));
        }
    }
}
