package io.clientele.analytics.event;

/**
 * A customer bought. Amounts are minor units of the reporting currency, none negative.
 *
 * @param orderId the shop's number of the order; empty if it was not given
 * @param amount what was bought: the exact sum of quantity times price, rounded once, half-even; or
 *     the order's {@code total} where no products are given
 * @param tax kept apart from the amount
 * @param shipping kept apart from the amount
 * @param discount kept apart from the amount
 * @param coupon the coupon's code; empty if none was used
 * @param units the sum of the quantities, rounded half-even; 0 where no products are given
 * @param details what it says beside its money, where that is wanted
 */
public record OrderCompleted(
        EventHeader header,
        String orderId,
        long amount,
        long tax,
        long shipping,
        long discount,
        String coupon,
        long units,
        OrderDetails details)
        implements CommerceEvent {

    /** An order of which no details are known. */
    public OrderCompleted(
            EventHeader header,
            String orderId,
            long amount,
            long tax,
            long shipping,
            long discount,
            String coupon,
            long units) {
        this(header, orderId, amount, tax, shipping, discount, coupon, units, OrderDetails.NONE);
    }

    @Override
    public EventType type() {
        return EventType.ORDER_COMPLETED;
    }
}
