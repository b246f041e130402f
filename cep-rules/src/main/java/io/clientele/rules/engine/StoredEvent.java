package io.clientele.rules.engine;

import io.clientele.rules.event.RuleEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An event that a partial match refers to, with those of its fields that a rule can still read.
 *
 * @param sequence counts the customer's stored events, in their order
 */
record StoredEvent(long sequence, RuleEvent event) {

    static StoredEvent of(long sequence, RuleEvent event, Set<String> fields) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String field : fields) {
            Object value = event.fields().get(field);
            if (value != null) {
                kept.put(field, value);
            }
        }
        return new StoredEvent(
                sequence, new RuleEvent(event.name(), event.time(), event.id(), kept));
    }
}
