package io.clientele.rules.event;

import java.util.Map;

/**
 * Who an event belongs to and what was known of the customer just before it, as rules see it.
 *
 * @param customer the customer's id
 * @param profile nested maps by {@link Vocabulary#profile()}; what is not known is left out, never
 *     {@code null}
 */
public record CustomerView(String customer, Map<String, Object> profile) {

    /** A customer of whom nothing is known yet. */
    public static CustomerView unknown(String customer) {
        return new CustomerView(customer, Map.of());
    }
}
