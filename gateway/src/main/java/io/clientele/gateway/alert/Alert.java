package io.clientele.gateway.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * An alert as people see it.
 *
 * @param id the same for the same cause, whenever it is told
 * @param source {@code rule} or {@code kpi}
 * @param rule the name of the rule or detector
 * @param version of the rule or detector
 * @param severity how much it matters
 * @param kind what it is about, such as {@code fraud}
 * @param customerId whom it is about; empty for a KPI series
 * @param series the KPI series that it is about, such as {@code events.count event=Order Completed}
 * @param time when it was certain, in event time
 * @param message why it was raised, cut at {@value #LONGEST_TEXT} characters
 * @param action what to do about it, cut likewise; empty for nothing
 */
public record Alert(
        String id,
        String source,
        String rule,
        long version,
        Severity severity,
        String kind,
        Optional<String> customerId,
        Optional<String> series,
        Instant time,
        String message,
        String action) {

    /** How much of a text is kept, in characters. */
    public static final int LONGEST_TEXT = 600;
}
