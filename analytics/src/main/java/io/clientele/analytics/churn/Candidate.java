package io.clientele.analytics.churn;

import java.util.Locale;

/** Who can be the champion: the one whose probability is the customer's churn risk. */
public enum Candidate {
    /** The regression that learns online. */
    REGRESSION,
    /** The probability of no order by the purchase model. */
    PURCHASE_MODEL;

    /** The name in profiles and figures. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Candidate other() {
        return this == REGRESSION ? PURCHASE_MODEL : REGRESSION;
    }
}
