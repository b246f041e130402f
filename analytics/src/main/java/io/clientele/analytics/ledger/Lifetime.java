package io.clientele.analytics.ledger;

/**
 * A customer's sums over all time. The moments, days and {@code gapSquares} mean something only
 * where there is an order.
 *
 * @param orders orders completed
 * @param gross what they came to, minor units
 * @param refunds what was refunded or cancelled, minor units
 * @param firstOrderAt the earliest order, milliseconds since 1970
 * @param lastOrderAt the latest order, milliseconds since 1970
 * @param firstOrderDay the day of the earliest order
 * @param lastOrderDay the day of the latest order
 * @param orderDays distinct days with an order
 * @param firstDayGross what the orders of the first such day came to, minor units
 * @param gapSquares the sum of the squared numbers of days between successive such days
 */
public record Lifetime(
        long orders,
        long gross,
        long refunds,
        long firstOrderAt,
        long lastOrderAt,
        long firstOrderDay,
        long lastOrderDay,
        long orderDays,
        long firstDayGross,
        long gapSquares) {

    /** The lifetime of somebody who has done nothing yet. */
    public static final Lifetime NONE = new Lifetime(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Whether there is an order. */
    public boolean hasOrdered() {
        return orders > 0;
    }

    /** x of the BG/NBD model: the days with a purchase after the first such day. */
    public long repeatDays() {
        return Math.max(0, orderDays - 1);
    }

    /** t_x of the BG/NBD model: days from the first purchase to the last. */
    public long daysToLastOrder() {
        return lastOrderDay - firstOrderDay;
    }

    /** T of the BG/NBD model: days from the first purchase to a day. */
    public long daysObserved(long asOfDay) {
        return asOfDay - firstOrderDay;
    }

    /** The mean of the orders' amounts in minor units, 0 without an order. */
    public double meanOrder() {
        return hasOrdered() ? (double) gross / orders : 0;
    }

    /**
     * z of the Gamma-Gamma model: the mean, over the days after the first, of what was spent on the
     * day, in minor units; 0 without such a day.
     */
    public double meanRepeatDay() {
        return repeatDays() > 0 ? (double) (gross - firstDayGross) / repeatDays() : 0;
    }

    /** The mean number of days between successive purchase days; 0 without a second one. */
    public double meanGap() {
        return repeatDays() > 0 ? (double) daysToLastOrder() / repeatDays() : 0;
    }

    /** The variance of the days between successive purchase days; 0 without a third one. */
    public double gapVariance() {
        long gaps = repeatDays();
        if (gaps < 2) {
            return 0;
        }
        double mean = meanGap();
        return Math.max(0, ((double) gapSquares - gaps * mean * mean) / (gaps - 1));
    }
}
