package io.clientele.analytics.ledger;

/**
 * A customer's sums over the days of a sliding window.
 *
 * @param orders orders completed on those days
 * @param net what they came to, minus the refunds and cancellations of those days; minor units,
 *     possibly negative
 */
public record WindowTotals(long orders, long net) {

    /** Nothing happened. */
    public static final WindowTotals NONE = new WindowTotals(0, 0);
}
