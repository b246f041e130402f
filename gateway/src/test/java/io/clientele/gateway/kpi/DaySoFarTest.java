package io.clientele.gateway.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.gateway.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DaySoFarTest {

    private final KpiHistory history =
            new KpiHistory(Settings.of("gateway.history-windows", 2_000));

    @Test
    void there_is_no_day_before_the_first_window() {
        assertThat(DaySoFar.of(history)).isEmpty();
    }

    @Test
    void the_day_is_compared_with_the_day_before_up_to_the_same_time() {
        sales("2026-03-01T10:00:59.999Z", 100, 3);
        sales("2026-03-01T12:00:59.999Z", 250, 5);
        sales("2026-03-01T23:59:59.999Z", 900, 9);
        sales("2026-03-02T12:30:59.999Z", 400, 6);
        DaySoFar day = DaySoFar.of(history).orElseThrow();
        assertThat(day.date()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(day.netRevenue()).isEqualTo(figure(400, 250));
        assertThat(day.orders()).isEqualTo(figure(6, 5));
    }

    @Test
    void a_whole_day_is_compared_with_the_whole_day_before() {
        sales("2026-03-01T23:59:59.999Z", 900, 9);
        sales("2026-03-02T23:59:59.999Z", 700, 7);
        assertThat(DaySoFar.of(history).orElseThrow().netRevenue()).isEqualTo(figure(700, 900));
    }

    @Test
    void a_day_before_without_sales_counts_zero_and_has_no_ratio() {
        sales("2026-02-27T23:59:59.999Z", 900, 9);
        sales("2026-03-02T09:00:59.999Z", 700, 7);
        DaySoFar day = DaySoFar.of(history).orElseThrow();
        assertThat(day.netRevenue()).isEqualTo(figure(700, 0));
        assertThat(day.refundRate().value()).contains(0.25);
        assertThat(day.refundRate().previous()).isEmpty();
    }

    @Test
    void nothing_is_said_of_a_day_that_the_history_does_not_reach() {
        sales("2026-03-02T09:00:59.999Z", 700, 7);
        assertThat(DaySoFar.of(history).orElseThrow().netRevenue())
                .isEqualTo(new Figure(Optional.of(700L), Optional.empty()));
    }

    @Test
    void a_new_day_without_sales_yet_begins_at_zero() {
        sales("2026-03-01T23:59:59.999Z", 900, 9);
        history.add(
                new KpiPoint(
                        "customers",
                        Map.of(),
                        Instant.parse("2026-03-02T00:00:59.999Z"),
                        60,
                        Map.of("day_active", 4L)));
        DaySoFar day = DaySoFar.of(history).orElseThrow();
        assertThat(day.netRevenue().value()).contains(0L);
        assertThat(day.refundRate().value()).isEmpty();
        assertThat(day.activeCustomers().value()).contains(4L);
    }

    private void sales(String time, long net, long orders) {
        history.add(
                new KpiPoint(
                        "sales",
                        Map.of(),
                        Instant.parse(time),
                        60,
                        Map.of(
                                "day_net_revenue",
                                net,
                                "day_orders",
                                orders,
                                "day_refund_rate",
                                .25)));
    }

    private static Figure figure(long value, long previous) {
        return new Figure(Optional.of(value), Optional.of(previous));
    }
}
