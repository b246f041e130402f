package io.clientele.analytics.event;

import java.util.HashMap;
import java.util.Map;

/**
 * The events that Clientele knows, by the names of Segment's e-commerce specification; support and
 * campaign events are named in the same style. Any other event passes as {@link #OTHER}.
 */
public enum EventType {
    ORDER_COMPLETED("Order Completed"),
    ORDER_REFUNDED("Order Refunded"),
    ORDER_CANCELLED("Order Cancelled"),
    PRODUCT_VIEWED("Product Viewed"),
    PRODUCT_ADDED("Product Added"),
    PRODUCT_REMOVED("Product Removed"),
    CART_VIEWED("Cart Viewed"),
    CHECKOUT_STARTED("Checkout Started"),
    COUPON_APPLIED("Coupon Applied"),
    PRODUCT_REVIEWED("Product Reviewed"),
    PROMOTION_CLICKED("Promotion Clicked"),
    SUPPORT_TICKET_OPENED("Support Ticket Opened"),
    SUPPORT_TICKET_RESOLVED("Support Ticket Resolved"),
    CAMPAIGN_SENT("Campaign Sent"),
    CAMPAIGN_OPENED("Campaign Opened"),
    CAMPAIGN_CLICKED("Campaign Clicked"),
    OTHER("other");

    private static final Map<String, EventType> BY_EVENT_NAME = new HashMap<>();

    static {
        for (EventType type : values()) {
            if (type != OTHER) {
                BY_EVENT_NAME.put(type.eventName, type);
            }
        }
    }

    private final String eventName;

    EventType(String eventName) {
        this.eventName = eventName;
    }

    /**
     * The name on the wire, such as {@code Order Completed}; {@code other} for all unknown ones.
     */
    public String eventName() {
        return eventName;
    }

    /** The type of that name, {@link #OTHER} if it is not known. */
    public static EventType of(String eventName) {
        return BY_EVENT_NAME.getOrDefault(eventName, OTHER);
    }
}
