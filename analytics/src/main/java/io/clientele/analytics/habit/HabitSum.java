package io.clientele.analytics.habit;

/** What is counted or summed up of a customer's events. */
public enum HabitSum {
    /** Orders completed. */
    ORDERS(0),
    /** What the orders came to, minor units. */
    AMOUNT(1),
    /** The upper 64 bits of the sum of the orders' squared amounts. */
    SQUARES_HIGH(2),
    /** The lower 64 bits of the sum of the orders' squared amounts, unsigned. */
    SQUARES_LOW(3),
    /** Orders that say how many pieces they are of. */
    UNIT_ORDERS(4),
    /** Pieces of those orders. */
    UNITS(5),
    /** What those orders came to, minor units. */
    UNIT_AMOUNT(6),
    /** Orders that give their lines. */
    LINE_ORDERS(7),
    /** Lines of those orders. */
    LINES(8),
    /** Orders with a coupon. */
    COUPON_ORDERS(9),
    /** Orders on a Saturday or Sunday of the shop. */
    WEEKEND_ORDERS(10),
    /** Orders from 18:00 on, in the shop's time zone. */
    EVENING_ORDERS(11),
    /** Refunds and cancellations. */
    RETURNS(12),
    /** Articles looked at. */
    VIEWS(13),
    /** Articles put into the cart. */
    ADDED(14),
    /** Articles taken out of it. */
    REMOVED(15),
    /** Checkouts begun. */
    CHECKOUTS(16),
    /** Support tickets opened. */
    TICKETS(17),
    /** Reviews written. */
    REVIEWS(18),
    /** Promotions clicked. */
    PROMOTION_CLICKS(19),
    /** Campaigns sent to the customer. */
    CAMPAIGNS_SENT(20),
    /** Campaigns opened by the customer. */
    CAMPAIGNS_OPENED(21);

    /** How many there are: codes are 0 to this, less one. */
    static final int COUNT = values().length;

    /** Where it stands in what is written. It never changes; a new one takes the next number. */
    final int code;

    HabitSum(int code) {
        this.code = code;
    }
}
