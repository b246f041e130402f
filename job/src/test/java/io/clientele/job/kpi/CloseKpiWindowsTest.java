package io.clientele.job.kpi;

import static io.clientele.job.SampleEvents.LIVE;
import static io.clientele.job.SampleEvents.at;
import static io.clientele.job.SampleEvents.endOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.clientele.analytics.event.EventType;
import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.kpi.KpiPointCodec;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.kpi.KpiTotals;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.job.KeyedTasks;
import io.clientele.job.SampleEvents;
import io.clientele.job.Settings;
import io.clientele.job.state.CodecType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows of an hour; late sums are taken for a day. */
class CloseKpiWindowsTest {

    private static final Settings HOURLY = LIVE.withKpiWindow(Duration.ofHours(1));

    private KeyedTasks<Boolean, KpiSum, Void, KpiPoint> tasks;

    @BeforeEach
    void open() throws Exception {
        tasks =
                KeyedTasks.of(
                        () -> new CloseKpiWindows(HOURLY),
                        any -> true,
                        Types.BOOLEAN,
                        CodecType.of(KpiPoint.class, new KpiPointCodec()));
    }

    @AfterEach
    void close() throws Exception {
        tasks.close();
    }

    @Test
    void windows_close_in_their_order_whatever_the_order_of_their_sums() throws Exception {
        tasks.process(orders(0, 11, 5), orders(0, 9, 1), orders(0, 10, 3), orders(0, 9, 1));
        tasks.watermark(windowEnd(0, 9) - 1);
        assertThat(tasks.output()).isEmpty();
        tasks.watermark(windowEnd(0, 11));
        assertThat(sales())
                .extracting(KpiPoint::time, point -> point.fields().get("orders"))
                .containsExactly(
                        tuple(instant(windowEnd(0, 9)), 2L),
                        tuple(instant(windowEnd(0, 10)), 3L),
                        tuple(instant(windowEnd(0, 11)), 5L));
    }

    @Test
    void the_figures_of_the_day_grow_from_window_to_window_and_begin_anew() throws Exception {
        tasks.process(orders(0, 9, 1), orders(0, 22, 2), orders(1, 0, 4), orders(1, 1, 8));
        tasks.watermark(endOf(1));
        assertThat(sales())
                .extracting(point -> point.fields().get("day_orders"))
                .containsExactly(1L, 3L, 4L, 12L);
    }

    @Test
    void late_sums_replace_the_points_of_their_window() throws Exception {
        tasks.process(orders(0, 9, 1));
        tasks.watermark(windowEnd(0, 9));
        tasks.process(orders(0, 9, 2));
        assertThat(sales())
                .extracting(KpiPoint::time, point -> point.fields().get("orders"))
                .containsExactly(
                        tuple(instant(windowEnd(0, 9)), 1L), tuple(instant(windowEnd(0, 9)), 3L));
    }

    @Test
    void a_window_is_not_told_anew_for_the_arrival_of_a_repetition() throws Exception {
        tasks.process(orders(0, 9, 1));
        tasks.watermark(windowEnd(0, 9));
        assertThat(tasks.output()).isNotEmpty();
        int told = tasks.output().size();
        KpiTotals arrival = new KpiTotals();
        arrival.ingested(at(0, 11));
        tasks.process(new KpiSum(windowEnd(0, 9), arrival), new KpiSum(windowEnd(0, 8), arrival));
        tasks.watermark(windowEnd(0, 12));
        assertThat(tasks.output()).hasSize(told);
    }

    @Test
    void late_sums_count_in_the_day_so_far() throws Exception {
        tasks.process(orders(0, 9, 1));
        tasks.watermark(windowEnd(0, 9));
        tasks.process(orders(0, 9, 2), orders(0, 10, 4));
        tasks.watermark(windowEnd(0, 10));
        assertThat(sales().get(2).fields().get("day_orders")).isEqualTo(7L);
    }

    @Test
    void a_sum_that_comes_after_lateness_counts_nowhere_though_its_window_is_known()
            throws Exception {
        tasks.process(orders(0, 9, 1));
        tasks.watermark(windowEnd(1, 9) - 1);
        tasks.process(orders(0, 9, 2), orders(0, 8, 2));
        assertThat(sales()).as("in time by a millisecond, or too late").hasSize(2);
        tasks.watermark(windowEnd(1, 9));
        tasks.process(orders(0, 9, 4), orders(0, 8, 4));
        assertThat(sales()).hasSize(2);
    }

    @Test
    void a_window_without_events_writes_nothing() throws Exception {
        tasks.process(orders(0, 9, 1), orders(0, 12, 1));
        tasks.watermark(windowEnd(0, 20));
        assertThat(sales()).hasSize(2);
    }

    @Test
    void groups_are_told_at_the_end_of_a_day_only() throws Exception {
        tasks.process(
                orders(0, 9, 1),
                sum(0, 23, KpiFact.group(endOf(0), KpiSeries.GROUP_CUSTOMERS, RfmGroup.NEW, 3)));
        tasks.watermark(endOf(0) - 1);
        assertThat(groups()).isEmpty();
        tasks.watermark(endOf(0));
        assertThat(groups()).hasSize(RfmGroup.values().length);
        tasks.process(
                sum(1, 23, KpiFact.group(endOf(1), KpiSeries.GROUP_CUSTOMERS, RfmGroup.NEW, -1)));
        tasks.watermark(endOf(1));
        assertThat(
                        groups().stream()
                                .filter(point -> point.tags().containsValue("NEW"))
                                .map(point -> point.fields().get("customers")))
                .as("a running count")
                .containsExactly(3L, 2L);
    }

    @Test
    void nothing_is_left_but_the_running_sums_and_how_far_windows_have_closed() throws Exception {
        for (int hour = 0; hour < 24; hour++) {
            tasks.process(orders(0, hour, 1), orders(2, hour, 1));
        }
        tasks.watermark(endOf(0));
        tasks.process(orders(0, 23, 1));
        tasks.watermark(endOf(3) + 1);
        assertThat(tasks.stateEntries()).isEqualTo(3);
        assertThat(tasks.timers()).isZero();
    }

    @Test
    void it_resumes_as_if_nothing_had_been() throws Exception {
        tasks.process(
                orders(0, 9, 1),
                sum(0, 9, KpiFact.of(at(0, 9), KpiSeries.KNOWN, 7)),
                orders(0, 10, 2));
        tasks.watermark(windowEnd(0, 9));
        tasks = tasks.resumedAs(1);
        tasks.process(orders(0, 10, 4));
        tasks.watermark(windowEnd(0, 10));
        assertThat(sales())
                .singleElement()
                .satisfies(
                        point ->
                                assertThat(point.fields())
                                        .containsEntry("orders", 6L)
                                        .containsEntry("day_orders", 7L));
        assertThat(
                        tasks.output().stream()
                                .filter(point -> point.measurement().equals("customers"))
                                .map(point -> point.fields().get("known")))
                .containsExactly(7L);
    }

    @Test
    void after_a_restore_a_closed_window_stays_closed() throws Exception {
        tasks.process(orders(0, 9, 1), orders(0, 10, 2));
        tasks.watermark(windowEnd(0, 10));
        tasks = tasks.resumedAs(1);
        tasks.process(orders(0, 9, 4));
        tasks.watermark(windowEnd(0, 10));
        tasks.process(orders(0, 11, 8));
        tasks.watermark(windowEnd(0, 11));
        assertThat(sales())
                .extracting(
                        point -> point.fields().get("orders"),
                        point -> point.fields().get("day_orders"))
                .containsExactly(tuple(5L, 5L), tuple(8L, 15L));
    }

    @Test
    void after_a_restore_a_forgotten_window_does_not_begin_anew() throws Exception {
        tasks.process(orders(0, 9, 1));
        tasks.watermark(endOf(1) + 1);
        tasks = tasks.resumedAs(1);
        tasks.process(orders(0, 9, 4));
        tasks.watermark(endOf(1) + 2);
        assertThat(sales()).isEmpty();
    }

    @Test
    void days_are_told_only_while_somebody_can_be_known_after_an_event_of_the_far_future()
            throws Exception {
        long farAway = 2_932_896 - SampleEvents.FIRST_DAY; // 9999-12-31
        int day = Math.toIntExact(farAway);
        tasks.process(orders(0, 9, 1), sum(0, 9, KpiFact.of(at(0, 9), KpiSeries.KNOWN, 1)));
        tasks.watermark(at(day, 9));
        assertThat(groups().size() / RfmGroup.values().length)
                .as("days told")
                .isEqualTo(1 + HOURLY.retention() + 1);
        assertThat(tasks.timers()).isZero();
    }

    private List<KpiPoint> sales() {
        return tasks.output().stream()
                .filter(point -> point.measurement().equals("sales"))
                .toList();
    }

    private List<KpiPoint> groups() {
        return tasks.output().stream()
                .filter(point -> point.measurement().equals("segments"))
                .toList();
    }

    private static long windowEnd(int day, int hour) {
        return at(day, hour + 1) - 1;
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private static KpiSum orders(int day, int hour, int count) {
        KpiFact[] facts = new KpiFact[2 * count];
        for (int i = 0; i < count; i++) {
            facts[2 * i] = KpiFact.event(at(day, hour), EventType.ORDER_COMPLETED);
            facts[2 * i + 1] = KpiFact.of(at(day, hour), KpiSeries.ORDERS, 1);
        }
        return sum(day, hour, facts);
    }

    private static KpiSum sum(int day, int hour, KpiFact... facts) {
        KpiTotals totals = new KpiTotals();
        for (KpiFact fact : facts) {
            totals.add(fact);
        }
        return new KpiSum(windowEnd(day, hour), totals);
    }
}
