package io.clientele.analytics.event;

/**
 * A visit, a click, a contact: anything that moves no money.
 *
 * @param product the article that it is about, where that is wanted
 */
public record Interaction(EventHeader header, EventType type, Product product)
        implements CommerceEvent {

    /**
     * Checks the type.
     *
     * @throws IllegalArgumentException if the type is one that moves money
     */
    public Interaction {
        switch (type) {
            case ORDER_COMPLETED, ORDER_REFUNDED, ORDER_CANCELLED ->
                    throw new IllegalArgumentException(
                            "type: %s, expected one that moves no money".formatted(type));
            default -> {}
        }
    }

    /** An event of whose article nothing is known. */
    public Interaction(EventHeader header, EventType type) {
        this(header, type, Product.UNKNOWN);
    }
}
