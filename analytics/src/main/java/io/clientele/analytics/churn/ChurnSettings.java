package io.clientele.analytics.churn;

import java.util.List;

/**
 * How churn is learnt.
 *
 * @param horizonDays a customer without an order on so many days after the day has churned, 1 to
 *     730
 * @param snapshotDays days between two snapshots of the panel that wait for their labels, at least
 *     1
 * @param windowDays days over which predictions are compared with what came, at least 1
 * @param regression how the regression learns
 * @param additionalFeatures the names of features that rows carry besides the ledger's
 * @param mediumFrom the risk from which on the band is medium, between 0 and {@code highFrom}
 * @param highFrom the risk from which on the band is high, up to 1
 * @param lead by how much the other's AUC has to be higher for it to become champion, 0 to below 1
 * @param fewestLabels labels without which nothing is compared, at least 1
 * @param mostWaiting about how many customers' snapshots may wait for their label at a time, at
 *     least 1,000: of a larger panel a sample by customer hash is taken, another for each day
 */
public record ChurnSettings(
        int horizonDays,
        int snapshotDays,
        int windowDays,
        FtrlSettings regression,
        List<String> additionalFeatures,
        double mediumFrom,
        double highFrom,
        double lead,
        int fewestLabels,
        int mostWaiting) {

    /** 90 days, a snapshot a week. */
    public static final ChurnSettings DEFAULT =
            new ChurnSettings(
                    90, 7, 90, FtrlSettings.DEFAULT, List.of(), 0.4, 0.7, 0.002, 1_000, 500_000);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is wrong, its value and what was expected
     */
    public ChurnSettings {
        additionalFeatures = List.copyOf(additionalFeatures);
        require(horizonDays >= 1 && horizonDays <= 730, "horizonDays", horizonDays, "1 to 730");
        require(snapshotDays >= 1, "snapshotDays", snapshotDays, "at least 1");
        require(windowDays >= 1, "windowDays", windowDays, "at least 1");
        require(highFrom > 0 && highFrom <= 1, "highFrom", highFrom, "above 0, up to 1");
        require(
                mediumFrom > 0 && mediumFrom < highFrom,
                "mediumFrom",
                mediumFrom,
                "above 0, below highFrom");
        require(lead >= 0 && lead < 1, "lead", lead, "from 0 to below 1");
        require(fewestLabels >= 1, "fewestLabels", fewestLabels, "at least 1");
        require(mostWaiting >= 1_000, "mostWaiting", mostWaiting, "at least 1000");
    }

    /** The most customers of one snapshot. */
    int mostInSnapshot() {
        int snapshotsWaiting = (horizonDays + snapshotDays - 1) / snapshotDays;
        return Math.max(1, mostWaiting / snapshotsWaiting);
    }

    private static void require(boolean holds, String field, Number value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s: %s, expected %s".formatted(field, value, expected));
        }
    }

    /** The band of a risk. */
    public RiskBand band(double risk) {
        if (risk >= highFrom) {
            return RiskBand.HIGH;
        }
        return risk >= mediumFrom ? RiskBand.MEDIUM : RiskBand.LOW;
    }

    /** The same with another horizon. */
    public ChurnSettings withHorizon(int days) {
        return new ChurnSettings(
                days,
                snapshotDays,
                windowDays,
                regression,
                additionalFeatures,
                mediumFrom,
                highFrom,
                lead,
                fewestLabels,
                mostWaiting);
    }

    /** The same with snapshots at another distance. */
    public ChurnSettings withInterval(int days) {
        return new ChurnSettings(
                horizonDays,
                days,
                windowDays,
                regression,
                additionalFeatures,
                mediumFrom,
                highFrom,
                lead,
                fewestLabels,
                mostWaiting);
    }

    /** The same with a regression that learns otherwise. */
    public ChurnSettings withRegression(FtrlSettings other) {
        return new ChurnSettings(
                horizonDays,
                snapshotDays,
                windowDays,
                other,
                additionalFeatures,
                mediumFrom,
                highFrom,
                lead,
                fewestLabels,
                mostWaiting);
    }

    /** The same with further features. */
    public ChurnSettings withAdditionalFeatures(List<String> names) {
        return new ChurnSettings(
                horizonDays,
                snapshotDays,
                windowDays,
                regression,
                names,
                mediumFrom,
                highFrom,
                lead,
                fewestLabels,
                mostWaiting);
    }
}
