package io.clientele.gateway.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What rules and detectors would raise now and then. */
final class SimulatedAlerts {

    private record Rule(String name, String severity, String kind, String message) {}

    private static final List<Rule> RULES =
            List.of(
                    new Rule(
                            "slipping-away",
                            "warning",
                            "churn",
                            "%s usually orders every 9 days and has been silent for 31"),
                    new Rule(
                            "card-testing",
                            "critical",
                            "fraud",
                            "%s made 5 orders of at most 5.00 within 10m"),
                    new Rule(
                            "cart-abandoned",
                            "info",
                            "cart",
                            "%s left a cart worth 84.50 an hour ago"),
                    new Rule(
                            "refund-spree",
                            "error",
                            "fraud",
                            "%s had 4 refunds within 30 days, 212.40 in all"));

    private final Random random;
    private final Duration window;

    SimulatedAlerts(long seed, Duration window) {
        this.random = new Random(seed);
        this.window = window;
    }

    void add(Instant last, List<String> active, List<ProducerRecord<byte[], byte[]>> records) {
        if (!active.isEmpty() && random.nextInt(3) == 0) {
            Rule rule = RULES.get(random.nextInt(RULES.size()));
            String customer = active.get(random.nextInt(active.size()));
            records.add(
                    Records.alert(
                            id(),
                            rule.name(),
                            rule.severity(),
                            rule.kind(),
                            customer,
                            last.minusSeconds(random.nextLong(window.toSeconds())),
                            rule.message().formatted(customer)));
            records.add(
                    Records.kpi(
                            "alerts",
                            Map.of(
                                    "rule", rule.name(),
                                    "severity", rule.severity(),
                                    "mode", "live"),
                            last,
                            window.toSeconds(),
                            Map.of(
                                    "matches", 1,
                                    "partial_matches", 3,
                                    "timeouts", 1,
                                    "errors", 0,
                                    "suppressed", random.nextInt(2))));
        }
        if (random.nextInt(40) == 0) {
            records.add(
                    Records.anomaly(
                            id(),
                            last,
                            "events.count was 2, expected 9 to 31: the shop sells less than it"
                                    + " should"));
        }
    }

    private String id() {
        return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }
}
