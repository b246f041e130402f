package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.Alert.MatchedEvent;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.analytics.alert.AlertSource;
import io.clientele.analytics.alert.AlertSubject;
import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.ingest.RecordPosition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Alerts for tests. */
public final class SampleAlerts {

    private SampleAlerts() {}

    /** An alert of a rule, told apart by a number. */
    public static Alert of(String rule, AlertSeverity severity, int number) {
        return alert(rule, severity, number, "message %d of %s".formatted(number, rule));
    }

    /** An alert whose words try to be more than text. */
    public static Alert hostile() {
        return alert("card-testing", AlertSeverity.CRITICAL, 1, "<script>&\"<!channel> \u2603 %s");
    }

    /** An alert as a shipped rule tells it. */
    public static Alert cardTesting() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("orders", 5.0);
        fields.put("total", 1234.5);
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
                "Stop the orders and tell the payment provider",
                fields,
                List.of(
                        event("m-1", "2011-12-09T12:41:12Z"),
                        event("m-2", "2011-12-09T12:43:40Z"),
                        event("m-3", "2011-12-09T12:46:01Z"),
                        event("m-4", "2011-12-09T12:48:30Z"),
                        event("m-5", "2011-12-09T12:50:00Z")));
    }

    private static MatchedEvent event(String id, String time) {
        return new MatchedEvent("events", "Order Completed", id, Instant.parse(time));
    }

    private static Alert alert(String rule, AlertSeverity severity, int number, String message) {
        return new Alert(
                Alert.id(List.of(rule, Integer.toString(number))),
                AlertSource.RULE,
                rule,
                1,
                severity,
                "fraud",
                new AlertSubject.Customer("c-" + number),
                Instant.parse("2011-12-09T12:50:00Z").plusSeconds(number),
                message,
                "",
                Map.of("number", (long) number),
                List.of());
    }

    /** Any alert. */
    public static Alert any(Random random) {
        return random.nextBoolean()
                ? cardTesting()
                : of("rule " + random.nextInt(5), AlertSeverity.ERROR, random.nextInt(1_000));
    }

    private static List<Alert> some(Random random, int least) {
        return Stream.generate(() -> any(random)).limit(least + random.nextInt(4)).toList();
    }

    /** Any message. */
    public static AlertMessage message(Random random) {
        return AlertMessage.of(some(random, 1));
    }

    /** Any waiting message. */
    public static PendingMessage pending(Random random) {
        return new PendingMessage(message(random), random.nextLong(), random.nextInt(300));
    }

    /** Any group. */
    public static AlertGroup group(Random random) {
        return new AlertGroup(random.nextLong(), some(random, 0));
    }

    /** Any marks. */
    public static QueueMarks marks(Random random) {
        QueueMarks marks = new QueueMarks();
        marks.head = random.nextInt(1_000);
        marks.tail = marks.head + random.nextInt(1_000);
        marks.waiting = random.nextInt(1_000);
        marks.failures = random.nextInt(9);
        marks.failedAt = random.nextLong(1L << 42);
        marks.blockedUntil = random.nextLong(1L << 42);
        marks.rateMicros = random.nextLong(1L << 52);
        marks.nextGroup = random.nextBoolean() ? QueueMarks.NEVER : random.nextLong(1L << 42);
        marks.parts = random.nextInt(9);
        return marks;
    }

    /** Any undelivered alert. */
    public static Undelivered undelivered(Random random) {
        return new Undelivered("ops", "refused: ☃", random.nextInt(300), any(random));
    }

    /** Any record of the topic. */
    public static AlertRecord record(Random random) {
        if (random.nextBoolean()) {
            return new AlertRecord.Valid(any(random));
        }
        byte[] value = new byte[random.nextInt(40)];
        random.nextBytes(value);
        return new AlertRecord.Unreadable(
                new byte[random.nextInt(3)],
                value,
                random.nextInt(1_000_000),
                new RecordPosition(
                        "clientele.alerts",
                        random.nextInt(50),
                        random.nextLong(1L << 42),
                        random.nextLong()),
                "no value ☃");
    }
}
