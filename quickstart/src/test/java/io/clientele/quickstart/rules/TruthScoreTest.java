package io.clientele.quickstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.analytics.alert.AlertSource;
import io.clientele.analytics.alert.AlertSubject;
import io.clientele.analytics.simulate.truth.FraudTruth;
import io.clientele.analytics.simulate.truth.TruthReader;
import io.clientele.quickstart.Clientele;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts are held against what a simulated shop knows of itself. */
class TruthScoreTest {

    @TempDir private Path folder;

    @Test
    void an_alert_that_names_an_event_of_a_fraud_is_right_and_finds_it() throws Exception {
        Path truth = folder.resolve("truth.jsonl");
        assertThat(
                        Clientele.commandLine()
                                .execute(
                                        "generate",
                                        "--customers",
                                        "300",
                                        "--events",
                                        "40000",
                                        "--fraud-share",
                                        "0.01",
                                        "--out",
                                        folder.resolve("shop.jsonl").toString(),
                                        "--truth",
                                        truth.toString()))
                .isZero();
        List<FraudTruth> frauds =
                Files.readAllLines(truth).stream()
                        .map(TruthReader::read)
                        .filter(FraudTruth.class::isInstance)
                        .map(FraudTruth.class::cast)
                        .toList();
        assertThat(frauds).hasSizeGreaterThan(5);
        FraudTruth first = frauds.get(0);

        String told =
                told(
                        truth,
                        alert("right", first.incident().customerId(), first.messageIds().get(0)),
                        alert("right", first.incident().customerId(), first.messageIds().get(1)),
                        alert("wrong", first.incident().customerId(), "another"),
                        alert("wrong", "somebody", first.messageIds().get(0)));

        assertThat(told.lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains("right 2 2 1.000", "wrong 2 0 0.000")
                .anyMatch(
                        line ->
                                line.equals(
                                        "all %d 1 %.3f precision 0.500 of 4 alerts"
                                                .formatted(frauds.size(), 1.0 / frauds.size())));
    }

    private static String told(Path truth, Alert... alerts) throws Exception {
        StringWriter out = new StringWriter();
        TruthScore.read(truth).tell(List.of(alerts), new PrintWriter(out));
        return out.toString();
    }

    private static Alert alert(String rule, String customer, String event) {
        Instant time = Instant.EPOCH.plus(Duration.ofDays(20_500));
        return new Alert(
                "%032x".formatted((rule + customer + event).hashCode() & 0xffffffffL),
                AlertSource.RULE,
                rule,
                1,
                AlertSeverity.WARNING,
                "fraud",
                new AlertSubject.Customer(customer),
                time,
                "message",
                "",
                Map.of(),
                List.of(new Alert.MatchedEvent("step", "Order Completed", event, time)));
    }
}
