package io.clientele.analytics.churn;

import java.util.Locale;

/** How high a churn risk is. */
public enum RiskBand {
    LOW,
    MEDIUM,
    HIGH;

    /** The name in profiles: low, medium, high. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
