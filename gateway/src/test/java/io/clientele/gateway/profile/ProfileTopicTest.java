package io.clientele.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.gateway.Settings;
import io.clientele.gateway.alert.Alert;
import io.clientele.gateway.alert.AlertChoice;
import io.clientele.gateway.alert.RecentAlerts;
import io.clientele.gateway.alert.Severity;
import io.clientele.gateway.segment.CustomerGroup;
import io.clientele.gateway.segment.RecentMoves;
import io.clientele.gateway.segment.SegmentMove;
import io.clientele.gateway.shop.Records;
import io.clientele.gateway.topic.UnreadableRecordException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ProfileTopicTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private static final CustomerInsight NOTHING_KNOWN =
            new CustomerInsight(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

    private final CustomerRanking ranking =
            new CustomerRanking(Settings.of("gateway.tracked-customers", 10));
    private final RecentMoves moves = new RecentMoves();
    private final RecentAlerts alerts = new RecentAlerts();
    private final ProfileTopic topic =
            new ProfileTopic(ranking, moves, alerts, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void the_net_amount_is_that_of_the_longest_window() throws UnreadableRecordException {
        take(Records.profile("17850", 4_200, 3, "AT_RISK", NOW));
        assertThat(ranking.best())
                .containsExactly(
                        new CustomerStanding(
                                "17850",
                                4_200,
                                3,
                                CustomerGroup.AT_RISK,
                                Optional.of(NOW),
                                new CustomerInsight(
                                        Optional.of("often, lately"),
                                        Optional.of(.75),
                                        Optional.of(1_050L),
                                        false,
                                        Optional.of(.375),
                                        Optional.of("medium"),
                                        List.of("last order 9 days ago"))));
        assertThat(topic.currency()).contains("GBP");
        assertThat(topic.longestWindowDays()).hasValue(365);
    }

    @Test
    void a_prospect_has_no_last_order() throws UnreadableRecordException {
        take(
                new ProducerRecord<>(
                        Records.PROFILES,
                        Records.bytes("p"),
                        Records.bytes(
                                """
                                { "schema": 1, "customer_id": "p", "as_of": "2026-03-01T00:00:00Z", "currency": "GBP",
                                  "lifetime": { "orders": 0, "gross": 0, "refunds": 0, "first_order_at": null, "last_order_at": null },
                                  "windows": { "30": { "orders": 0, "net": 0 } },
                                  "rfm": { "recency_days": null, "r": null, "f": null, "m": null, "group": "PROSPECTS" },
                                  "value": { "x": null, "p_alive": null, "clv": null, "vip": null }, "cluster": null, "churn": null }
                                """)));
        assertThat(ranking.best())
                .containsExactly(
                        new CustomerStanding(
                                "p",
                                0,
                                0,
                                CustomerGroup.PROSPECTS,
                                Optional.empty(),
                                NOTHING_KNOWN));
    }

    @Test
    void a_tombstone_removes_the_customer_from_the_ranking_the_moves_and_the_alerts()
            throws UnreadableRecordException {
        take(Records.profile("a", 1, 1, "NEW", NOW));
        moves.add(
                new SegmentMove(
                        "a", CustomerGroup.NEW, CustomerGroup.LOYAL, NOW, OptionalLong.of(1)));
        alerts.add(alert("1", "a"));
        alerts.add(alert("2", "b"));
        take(Records.tombstone("a"));
        assertThat(ranking.best()).isEmpty();
        assertThat(alerts.newestFirst(AlertChoice.ALL, 10)).containsExactly(alert("2", "b"));
        assertThat(moves.newestFirst()).isEmpty();
    }

    @Test
    void a_group_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> take(Records.profile("a", 1, 1, "FRIENDS", NOW)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageStartingWith("rfm.group is not one of [CHAMPIONS, LOYAL");
        assertThat(topic.currency()).isEmpty();
    }

    @Test
    void rereading_is_asked_for_once_and_not_again_at_once() throws UnreadableRecordException {
        for (int i = 0; i < 11; i++) {
            take(Records.profile("c" + i, 100 + i, 1, "NEW", NOW));
        }
        assertThat(topic.wantsRereading()).isFalse();
        take(Records.profile("c10", 1, 1, "NEW", NOW));
        assertThat(topic.wantsRereading()).isTrue();
        take(Records.profile("c11", 200, 1, "NEW", NOW));
        take(Records.profile("c11", 0, 1, "NEW", NOW));
        assertThat(topic.wantsRereading()).isFalse();
    }

    private static Alert alert(String id, String customerId) {
        return new Alert(
                id,
                "rule",
                "slipping-away",
                1,
                Severity.WARNING,
                "churn",
                Optional.of(customerId),
                Optional.empty(),
                NOW,
                "",
                "");
    }

    private void take(ProducerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        topic.accept(Records.received(record, NOW));
    }
}
