package io.clientele.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.gateway.shop.Records;
import io.clientele.gateway.topic.UnreadableRecordException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecentAlertsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final RecentAlerts alerts = new RecentAlerts();
    private final AlertTopic topic = new AlertTopic(alerts);

    @Test
    void an_alert_of_a_rule_says_whom_it_is_about_and_why() throws UnreadableRecordException {
        take(Records.alert("1", "card-testing", "critical", "fraud", "17850", NOW, "5 orders"));
        assertThat(all())
                .containsExactly(
                        new Alert(
                                "1",
                                "rule",
                                "card-testing",
                                2,
                                Severity.CRITICAL,
                                "fraud",
                                Optional.of("17850"),
                                Optional.empty(),
                                NOW,
                                "5 orders",
                                "Look at the orders of 17850"));
    }

    @Test
    void an_alert_of_a_detector_names_its_series() throws UnreadableRecordException {
        take(Records.anomaly("1", NOW, "too few"));
        assertThat(all()).extracting(Alert::customerId).containsExactly(Optional.empty());
        assertThat(all())
                .extracting(Alert::series)
                .containsExactly(Optional.of("events.count event=Order Completed"));
    }

    @Test
    void an_alert_told_again_is_one() throws UnreadableRecordException {
        take(alert("1", "info", "a", 0));
        take(alert("2", "info", "a", 1));
        take(alert("1", "info", "a", 0));
        assertThat(all()).extracting(Alert::id).containsExactly("2", "1");
    }

    @Test
    void only_the_newest_are_kept_in_whatever_order_they_came() throws UnreadableRecordException {
        for (int i = RecentAlerts.MOST + 9; i >= 0; i--) {
            take(alert("id" + i, "info", "a", i));
        }
        List<Alert> kept = all();
        assertThat(kept).hasSize(RecentAlerts.MOST);
        assertThat(kept.get(0).id()).isEqualTo("id" + (RecentAlerts.MOST + 9));
        assertThat(kept.get(RecentAlerts.MOST - 1).id()).isEqualTo("id10");
    }

    @Test
    void of_one_moment_the_more_severe_comes_first() throws UnreadableRecordException {
        take(alert("1", "warning", "a", 0));
        take(alert("2", "critical", "a", 0));
        take(alert("3", "info", "a", 0));
        assertThat(all()).extracting(Alert::id).containsExactly("2", "1", "3");
    }

    @Test
    void a_choice_leaves_out_the_others() throws UnreadableRecordException {
        take(alert("1", "warning", "a", 0));
        take(alert("2", "critical", "b", 1));
        take(Records.anomaly("3", NOW, "too few"));
        assertThat(chosen(Severity.ERROR, "", "", "")).containsExactly("2");
        assertThat(chosen(Severity.INFO, "", "", "a")).containsExactly("1");
        assertThat(chosen(Severity.INFO, "", "anomaly", "")).containsExactly("3");
        assertThat(chosen(Severity.INFO, "refund-spree", "", "")).containsExactly("2", "1");
        assertThat(chosen(Severity.INFO, "refund-spree", "", "nobody")).isEmpty();
        assertThat(alerts.newestFirst(AlertChoice.ALL, 1)).extracting(Alert::id).hasSize(1);
    }

    @Test
    void a_removed_customer_is_forgotten() throws UnreadableRecordException {
        take(alert("1", "warning", "a", 0));
        take(alert("2", "warning", "b", 0));
        long version = alerts.version();
        alerts.forget("a");
        assertThat(all()).extracting(Alert::id).containsExactly("2");
        assertThat(alerts.version()).isGreaterThan(version);
        take(alert("1", "warning", "c", 0));
        assertThat(all()).extracting(Alert::id).containsExactly("1", "2");
    }

    @Test
    void a_long_message_is_cut() throws UnreadableRecordException {
        take(Records.alert("1", "r", "info", "k", "a", NOW, "x".repeat(5_000)));
        assertThat(all().get(0).message()).hasSize(Alert.LONGEST_TEXT).endsWith("x…");
    }

    @Test
    void a_severity_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> take(alert("1", "dire", "a", 0)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("severity is not info, warning, error or critical");
        assertThat(all()).isEmpty();
    }

    private List<String> chosen(Severity least, String rule, String kind, String customer) {
        return alerts
                .newestFirst(new AlertChoice(least, maybe(rule), maybe(kind), maybe(customer)), 100)
                .stream()
                .map(Alert::id)
                .toList();
    }

    private static Optional<String> maybe(String text) {
        return Optional.of(text).filter(any -> !any.isEmpty());
    }

    private List<Alert> all() {
        return alerts.newestFirst(AlertChoice.ALL, RecentAlerts.MOST);
    }

    private static ProducerRecord<byte[], byte[]> alert(
            String id, String severity, String customer, int second) {
        return Records.alert(
                id, "refund-spree", severity, "fraud", customer, NOW.plusSeconds(second), "why");
    }

    private void take(ProducerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        topic.accept(Records.received(record, NOW));
    }
}
