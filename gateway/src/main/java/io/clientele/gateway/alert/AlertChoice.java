package io.clientele.gateway.alert;

import java.util.Optional;

/**
 * Which alerts are wanted; what is empty leaves none out.
 *
 * @param least the least severity
 * @param rule the rule's or detector's exact name
 * @param kind the exact kind
 * @param customerId the exact customer
 */
public record AlertChoice(
        Severity least, Optional<String> rule, Optional<String> kind, Optional<String> customerId) {

    /** All alerts. */
    public static final AlertChoice ALL =
            new AlertChoice(Severity.INFO, Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether an alert is wanted. */
    public boolean takes(Alert alert) {
        return alert.severity().compareTo(least) >= 0
                && rule.map(alert.rule()::equals).orElse(true)
                && kind.map(alert.kind()::equals).orElse(true)
                && customerId.map(id -> alert.customerId().equals(Optional.of(id))).orElse(true);
    }
}
