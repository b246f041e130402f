package io.clientele.analytics.event;

/**
 * Money went back to the customer; it subtracts on the day that it happens.
 *
 * @param orderId the shop's number of the order; empty if it was not given
 * @param amount minor units of the reporting currency, not negative: {@code total}, else the
 *     products' sum
 */
public record OrderRefunded(EventHeader header, String orderId, long amount)
        implements CommerceEvent {

    @Override
    public EventType type() {
        return EventType.ORDER_REFUNDED;
    }
}
