package io.clientele.analytics.value;

import io.clientele.analytics.ledger.Lifetime;

/**
 * What the purchase models know of a customer: a customer's sufficient statistics (Fader, Hardie
 * and Lee 2005, section 3).
 *
 * @param repeats x: days with a purchase after the first such day, 0 or more
 * @param lastPurchase t_x: weeks from the first purchase to the last, 0 or more; 0 without a repeat
 * @param observed T: weeks from the first purchase to the day that the customer is looked at, not
 *     less than t_x
 */
public record PurchaseHistory(long repeats, double lastPurchase, double observed) {

    /** Days in a week, the models' unit of time. */
    public static final double WEEK = 7;

    /** Somebody who has just made the first purchase. */
    public static final PurchaseHistory NEW = new PurchaseHistory(0, 0, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is out of range
     */
    public PurchaseHistory {
        if (repeats < 0) {
            throw new IllegalArgumentException(
                    "repeats: %s, expected 0 or more".formatted(repeats));
        }
        if (!(lastPurchase >= 0 && lastPurchase <= observed && observed < Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "lastPurchase: %s, observed: %s, expected 0 <= lastPurchase <= observed"
                            .formatted(lastPurchase, observed));
        }
    }

    /**
     * The history of a customer with an order, as of a day's end. A day before the customer's last
     * order counts as the day of that order.
     */
    public static PurchaseHistory of(Lifetime lifetime, long asOfDay) {
        long lastPurchase = lifetime.daysToLastOrder();
        return new PurchaseHistory(
                lifetime.repeatDays(),
                lastPurchase / WEEK,
                Math.max(lastPurchase, lifetime.daysObserved(asOfDay)) / WEEK);
    }
}
