package io.clientele.analytics.simulate.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.simulate.AnomalyKind;
import io.clientele.analytics.simulate.AnomalySettings;
import io.clientele.analytics.simulate.FraudKind;
import io.clientele.analytics.simulate.FraudSettings;
import io.clientele.analytics.simulate.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnomalyTruthTest {

    /** Plain sums over a stretch of time, as the KPIs have them. */
    private record Sales(long orders, long anonymousOrders, long gross, long refunds, long back) {
        static Sales of(Run run, Instant from, Instant to) {
            long orders = 0;
            long anonymous = 0;
            long gross = 0;
            long refunds = 0;
            long back = 0;
            for (Run.Seen event : run.events().values()) {
                if (event.time().isBefore(from) || !event.time().isBefore(to)) {
                    continue;
                }
                if (event.type() == EventType.ORDER_COMPLETED) {
                    orders++;
                    anonymous += event.customer().isEmpty() ? 1 : 0;
                    gross += event.amount();
                } else if (event.type() == EventType.ORDER_REFUNDED) {
                    refunds++;
                    back += event.amount();
                }
            }
            return new Sales(orders, anonymous, gross, refunds, back);
        }

        double average() {
            return (double) gross / orders;
        }
    }

    private interface Comparison {
        void compare(AnomalyTruth anomaly, Sales during, Sales usual);
    }

    /** Holds each anomaly against the same hours of the week before. */
    private static void each(AnomalyKind kind, Comparison comparison) {
        Run run = Run.of(Run.withAnomaly(1_500, 31, kind), 80_000);
        List<AnomalyTruth> anomalies =
                run.truth(AnomalyTruth.class).stream().filter(AnomalyTruth::complete).toList();
        assertThat(anomalies).hasSizeGreaterThanOrEqualTo(2);
        for (AnomalyTruth truth : anomalies) {
            assertThat(truth.anomaly().kind()).isEqualTo(kind);
            Duration week = Duration.ofDays(7);
            comparison.compare(
                    truth,
                    Sales.of(run, truth.start(), truth.end()),
                    Sales.of(run, truth.start().minus(week), truth.end().minus(week)));
        }
    }

    @Test
    void in_an_outage_nothing_is_ordered() {
        each(
                AnomalyKind.OUTAGE,
                (anomaly, during, usual) -> {
                    assertThat(during.orders()).isZero();
                    assertThat(usual.orders()).isGreaterThan(3);
                });
    }

    @Test
    void in_a_flash_sale_strangers_order_several_times_as_much_as_usual() {
        each(
                AnomalyKind.FLASH_SALE,
                (anomaly, during, usual) -> {
                    assertThat(during.orders()).isGreaterThan(2 * usual.orders());
                    assertThat(during.anonymousOrders()).isGreaterThan(during.orders() / 2);
                    assertThat(during.gross()).isGreaterThan(2 * usual.gross());
                });
    }

    @Test
    void at_a_bad_price_the_average_order_collapses() {
        each(
                AnomalyKind.BAD_PRICE,
                (anomaly, during, usual) -> {
                    assertThat(during.average()).isLessThan(0.35 * usual.average());
                    assertThat(during.gross()).isLessThan(usual.gross() / 2);
                });
    }

    @Test
    void in_a_wave_of_refunds_much_of_the_last_week_comes_back() {
        each(
                AnomalyKind.REFUND_WAVE,
                (anomaly, during, usual) -> {
                    assertThat(during.refunds()).isGreaterThan(10 + 5 * usual.refunds());
                    assertThat(during.back()).isGreaterThan(5 * usual.back());
                    assertThat(during.back()).isGreaterThan(during.gross());
                });
    }

    @Test
    void anomalies_come_in_rounds_at_full_hours_of_the_day_and_never_two_at_once() {
        SimulatorSettings settings =
                SimulatorSettings.of(10, 3)
                        .planting(
                                FraudSettings.NONE,
                                new AnomalySettings(EnumSet.allOf(AnomalyKind.class), 2));
        TruthRecorder recorder = new TruthRecorder(settings);
        Instant[] last = {SimulatorSettings.DEFAULT_START.plus(Duration.ofDays(1))};
        int[] kinds = new int[AnomalyKind.values().length];
        recorder.tell(
                record -> {
                    if (record instanceof AnomalyTruth truth) {
                        assertThat(truth.start()).isAfterOrEqualTo(last[0]);
                        assertThat(truth.start().toEpochMilli() % 3_600_000).isZero();
                        assertThat(truth.start().toEpochMilli() / 3_600_000 % 24)
                                .isBetween(9L, 19L);
                        assertThat(truth.end()).isAfter(truth.start());
                        last[0] = truth.end();
                        kinds[truth.anomaly().kind().ordinal()]++;
                    }
                },
                SimulatorSettings.DEFAULT_START.plus(Duration.ofDays(2 * 400)));
        for (int count : kinds) {
            assertThat(count).isBetween(96, 104);
        }
    }

    @Test
    void frauds_wait_for_the_end_of_an_outage() {
        SimulatorSettings settings =
                SimulatorSettings.of(1_000, 21)
                        .planting(
                                new FraudSettings(0.02, EnumSet.allOf(FraudKind.class)),
                                new AnomalySettings(EnumSet.of(AnomalyKind.OUTAGE), 2));
        Run run = Run.of(settings, 90_000);
        for (AnomalyTruth outage : run.truth(AnomalyTruth.class)) {
            assertThat(Sales.of(run, outage.start(), outage.end()).orders()).isZero();
        }
        Instant longAgo = run.truth(RunTruth.class).get(0).end().minus(Duration.ofDays(90));
        assertThat(run.truth(FraudTruth.class))
                .filteredOn(fraud -> fraud.start().isBefore(longAgo))
                .isNotEmpty()
                .allMatch(FraudTruth::complete);
        assertThat(run.truth(FraudTruth.class))
                .filteredOn(fraud -> fraud.incident().kind() == FraudKind.CARD_TESTING)
                .allMatch(fraud -> Duration.between(fraud.start(), fraud.end()).toMinutes() < 10);
    }

    @Test
    void anomalies_show_in_fields_that_kpi_points_have() throws IOException {
        JsonNode definitions =
                new ObjectMapper()
                        .readTree(
                                Path.of(System.getProperty("basedir", "."))
                                        .resolve("../docs/schemas/kpi.schema.json")
                                        .toFile())
                        .get("$defs");
        for (AnomalyKind kind : AnomalyKind.values()) {
            assertThat(kind.signs()).isNotEmpty();
            for (AnomalyKind.Sign sign : kind.signs()) {
                assertThat(
                                definitions
                                        .path(sign.measurement())
                                        .path("properties")
                                        .has(sign.field()))
                        .as(sign.toString())
                        .isTrue();
            }
        }
    }
}
