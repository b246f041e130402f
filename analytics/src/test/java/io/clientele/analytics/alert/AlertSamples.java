package io.clientele.analytics.alert;

import io.clientele.analytics.alert.Alert.MatchedEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alerts of both sources. */
final class AlertSamples {

    private AlertSamples() {}

    static Alert ofRule() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("total", 1234L);
        fields.put("share", 1.0);
        fields.put("band", "high");
        fields.put("vip", true);
        return new Alert(
                Alert.id(List.of("card-testing", "1", "17850", "events", "m-1")),
                AlertSource.RULE,
                "card-testing",
                1,
                AlertSeverity.CRITICAL,
                "fraud",
                new AlertSubject.Customer("17850"),
                Instant.parse("2011-12-09T12:50:00Z"),
                "17850 made 5 orders of at most 5.00 within 10m",
                "Stop the orders",
                fields,
                List.of(
                        new MatchedEvent(
                                "events",
                                "Order Completed",
                                "m-1",
                                Instant.parse("2011-12-09T12:49:00.250Z"))));
    }

    static Alert ofKpi() {
        return new Alert(
                Alert.id(List.of("seasonal", "1", "events.count", "2011-12-09T12:59:59.999Z")),
                AlertSource.KPI,
                "seasonal",
                1,
                AlertSeverity.WARNING,
                "anomaly",
                new AlertSubject.Series("events", Map.of("event", "Order Completed"), "count"),
                Instant.parse("2011-12-09T12:59:59.999Z"),
                "events.count was 2, expected 40 to 61",
                "",
                Map.of("observed", 2.0),
                List.of());
    }
}
