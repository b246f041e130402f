package io.clientele.analytics.churn;

import java.util.List;

/**
 * A customer's churn risk.
 *
 * @param risk the probability of no order within the horizon, 0 to 1
 * @param band how high that is
 * @param champion whose probability it is
 * @param reasons the strongest first, at most three; none before the regression has learnt
 */
public record ChurnPrediction(
        double risk, RiskBand band, Candidate champion, List<Reason> reasons) {

    /** Keeps the reasons as they are. */
    public ChurnPrediction {
        reasons = List.copyOf(reasons);
    }
}
