package io.clientele.analytics.event;

import java.util.OptionalLong;

/**
 * An order was taken back; it subtracts on the day that it happens.
 *
 * @param orderId the shop's number of the order; empty if it was not given, and then an amount is
 * @param amount minor units of the reporting currency, not negative; empty if the event leaves it
 *     to the order that it names
 */
public record OrderCancelled(EventHeader header, String orderId, OptionalLong amount)
        implements CommerceEvent {

    @Override
    public EventType type() {
        return EventType.ORDER_CANCELLED;
    }
}
