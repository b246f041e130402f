package io.clientele.rules.engine;

import io.clientele.rules.language.Mode;
import io.clientele.rules.language.Severity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule has matched.
 *
 * @param id the same for the same rule, version, customer and events, whenever it is told: 32
 *     hexadecimal digits
 * @param rule its name
 * @param mode live or shadow; what a shadow rule matches is counted and raised to nobody
 * @param kind what it is about
 * @param time when it was certain, in event time: that of the last event, or the end of an absence
 * @param message for people
 * @param action what to do about it; empty for nothing
 * @param fields for machines
 * @param events what matched, in order
 */
public record RuleMatch(
        String id,
        String rule,
        int version,
        Mode mode,
        Severity severity,
        String kind,
        String customer,
        long time,
        String message,
        String action,
        Map<String, Object> fields,
        List<MatchedEvent> events) {

    /** Keeps the collections as they are. */
    public RuleMatch {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        events = List.copyOf(events);
    }

    /**
     * An event of a match.
     *
     * @param step the step that took it; {@code events} for a window's
     */
    public record MatchedEvent(String step, String name, String id, long time) {}
}
