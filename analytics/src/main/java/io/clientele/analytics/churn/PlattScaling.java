package io.clientele.analytics.churn;

/**
 * A probability of log-odds that are monotone in the truth but not calibrated: p = 1 / (1 + exp(−(a
 * + b · logOdds))), after Platt, Probabilistic outputs for support vector machines (1999).
 *
 * @param intercept a
 * @param slope b, greater than 0, so that the order of risks is kept
 */
public record PlattScaling(double intercept, double slope) {

    /** Leaves log-odds as they are. */
    public static final PlattScaling IDENTITY = new PlattScaling(0, 1);

    /** The calibrated probability. */
    public double probability(double logOdds) {
        return Logistic.clipped(Logistic.probability(intercept + slope * logOdds));
    }
}
