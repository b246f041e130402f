package io.clientele.analytics.churn;

/**
 * Why a risk is what it is.
 *
 * @param text in words, such as "last order 143 days ago"
 * @param contribution how much it adds to the log-odds of churn against a customer with average
 *     features; negative if it lowers the risk
 */
public record Reason(String text, double contribution) {}
