package io.clientele.analytics.churn;

/** Probabilities and log-odds, the same to the bit on every machine. */
final class Logistic {

    /** Probabilities are kept this far from 0 and 1, so that logarithms stay finite. */
    static final double MARGIN = 1e-6;

    private Logistic() {}

    static double probability(double logOdds) {
        return 1 / (1 + StrictMath.exp(-logOdds));
    }

    static double logOdds(double probability) {
        double inside = clipped(probability);
        return StrictMath.log(inside / (1 - inside));
    }

    static double clipped(double probability) {
        return Math.min(1 - MARGIN, Math.max(MARGIN, probability));
    }
}
