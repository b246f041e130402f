package io.clientele.job.pattern;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.analytics.alert.AlertSource;
import io.clientele.analytics.alert.AlertSubject;
import io.clientele.rules.engine.RuleMatch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Matches as alerts. */
final class RuleAlerts {

    private RuleAlerts() {}

    static Alert of(RuleMatch match) {
        Map<String, Object> fields = new LinkedHashMap<>();
        match.fields().forEach((name, value) -> fields.put(name, Alert.fieldValue(value)));
        return new Alert(
                match.id(),
                AlertSource.RULE,
                match.rule(),
                match.version(),
                AlertSeverity.valueOf(match.severity().name()),
                match.kind(),
                new AlertSubject.Customer(match.customer()),
                Instant.ofEpochMilli(match.time()),
                match.message(),
                match.action(),
                fields,
                match.events().stream()
                        .map(
                                event ->
                                        new Alert.MatchedEvent(
                                                event.step(),
                                                event.name(),
                                                event.id(),
                                                Instant.ofEpochMilli(event.time())))
                        .toList());
    }
}
