package io.clientele.rules.event;

import io.clientele.rules.event.ValueType.RecordOf;
import java.util.HashMap;
import java.util.Map;

/**
 * Who an event belongs to and what was known of the customer just before it, as rules see it.
 *
 * @param customer the customer's id
 * @param profile nested maps by {@link Vocabulary#profile()}; what is not known is left out, never
 *     {@code null}
 */
public record CustomerView(String customer, Map<String, Object> profile) {

    private static final Map<String, Object> GROUPS = groups();

    /** Groups of figures of which none is known are there, and empty. */
    public CustomerView {
        boolean complete = profile.keySet().containsAll(GROUPS.keySet());
        if (!complete) {
            Map<String, Object> all = new HashMap<>(GROUPS);
            all.putAll(profile);
            profile = all;
        }
    }

    /** A customer of whom nothing is known yet. */
    public static CustomerView unknown(String customer) {
        return new CustomerView(customer, Map.of());
    }

    private static Map<String, Object> groups() {
        Map<String, Object> groups = new HashMap<>();
        Vocabulary.standard()
                .profile()
                .fields()
                .forEach(
                        (name, type) -> {
                            if (type instanceof RecordOf || type instanceof ValueType.MapOf) {
                                groups.put(name, Map.of());
                            }
                        });
        return Map.copyOf(groups);
    }
}
