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
 */
public record OrderCompleted(
        EventHeader header,
        String orderId,
        long amount,
        long tax,
        long shipping,
        long discount,
        String coupon,
        long units)
        implements CommerceEvent {

    @Override
    public EventType type() {
        return EventType.ORDER_COMPLETED;
    }
}
