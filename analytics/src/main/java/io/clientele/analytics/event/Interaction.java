package io.clientele.analytics.event;

/** A visit, a click, a contact: anything that moves no money. */
public record Interaction(EventHeader header, EventType type) implements CommerceEvent {

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
}
