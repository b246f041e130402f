package io.clientele.analytics.churn;

/**
 * How good predictions were that had been made before their labels were known.
 *
 * @param labels how many predictions
 * @param churned how many of them came true as churn
 * @param auc the probability that one who churned had a higher risk than one who did not, from
 *     risks in cells of a thousandth; 0.5 if one class is missing
 * @param logLoss the mean of −ln of the probability given to what happened
 * @param brier the mean squared difference of risk and outcome (Brier, Monthly Weather Review 78,
 *     1950)
 * @param calibrationError the mean distance of risk and churned share over ten bands of risk
 *     (expected calibration error)
 */
public record ModelFigures(
        long labels,
        long churned,
        double auc,
        double logLoss,
        double brier,
        double calibrationError) {

    /** Of nothing. */
    public static final ModelFigures NONE = new ModelFigures(0, 0, 0.5, 0, 0, 0);

    /** The share that churned; 0 of nothing. */
    public double baseRate() {
        return labels == 0 ? 0 : (double) churned / labels;
    }

    /** The Brier score of giving everybody the base rate. */
    public double baseRateBrier() {
        return baseRate() * (1 - baseRate());
    }
}
