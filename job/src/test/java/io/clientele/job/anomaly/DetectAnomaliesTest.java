package io.clientele.job.anomaly;

import static io.clientele.job.SampleEvents.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertCodec;
import io.clientele.analytics.alert.AlertSource;
import io.clientele.analytics.alert.AlertSubject;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.job.KeyedTasks;
import io.clientele.job.Settings;
import io.clientele.job.state.CodecType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** KPI windows of half an hour, judged by the hour; more orders by day than by night. */
class DetectAnomaliesTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    private static final AlertSubject.Series ORDERS =
            new AlertSubject.Series("sales", Map.of(), "orders");
    private static final AlertSubject.Series AVERAGE =
            new AlertSubject.Series("sales", Map.of(), "average_order_value");
    private static final Settings SETTINGS = LIVE.withKpiWindow(Duration.ofMinutes(30));

    private KeyedTasks<String, SeriesPoint, Void, Alert> tasks;

    @BeforeEach
    void open() throws Exception {
        tasks = tasks(SETTINGS);
    }

    @AfterEach
    void close() throws Exception {
        tasks.close();
    }

    @Test
    void an_outage_is_one_alert_with_what_was_expected() throws Exception {
        feed(0, 30 * 24 + 12);
        tasks.watermark(endOf(30 * 24 + 15));
        feed(30 * 24 + 16, 30 * 24 + 40);
        assertThat(tasks.output()).hasSize(1);
        Alert alert = tasks.output().get(0);
        assertThat(alert.source()).isEqualTo(AlertSource.KPI);
        assertThat(alert.kind()).isEqualTo("kpi_anomaly");
        assertThat(alert.subject()).isEqualTo(ORDERS);
        assertThat(alert.time()).isEqualTo(Instant.ofEpochMilli(endOf(30 * 24 + 12)));
        assertThat(alert.fields()).containsEntry("actual", 0.0).containsEntry("direction", "down");
        assertThat((double) alert.fields().get("expected_low")).isGreaterThan(10);
        assertThat(alert.message()).startsWith("sales.orders: 0, expected ");
    }

    @Test
    void the_same_points_give_the_same_alert_after_a_restore() throws Exception {
        feed(0, 30 * 24 + 12);
        KeyedTasks<String, SeriesPoint, Void, Alert> resumed = tasks.resumedAs(2);
        resumed.watermark(endOf(30 * 24 + 15));
        List<Alert> afterRestore = List.copyOf(resumed.output());
        resumed.close();
        tasks = tasks(SETTINGS);
        feed(0, 30 * 24 + 12);
        tasks.watermark(endOf(30 * 24 + 15));
        assertThat(afterRestore).hasSize(1).isEqualTo(tasks.output());
    }

    @Test
    void a_point_that_is_told_anew_replaces_the_earlier() throws Exception {
        feed(0, 30 * 24 + 12);
        long time = endOf(30 * 24 + 12);
        for (int telling = 0; telling < 20; telling++) {
            tasks.process(new SeriesPoint(ORDERS, time - HOUR / 2, ordersAt(12), 1));
            tasks.process(new SeriesPoint(ORDERS, time, ordersAt(12), 1));
        }
        tasks.watermark(time);
        assertThat(tasks.output()).isEmpty();
    }

    @Test
    void what_is_told_of_a_window_that_was_judged_is_too_late() throws Exception {
        feed(0, 30 * 24);
        tasks.process(new SeriesPoint(ORDERS, endOf(20 * 24), 100_000, 1));
        feed(30 * 24, 31 * 24);
        assertThat(tasks.output()).isEmpty();
    }

    @Test
    void nothing_is_raised_while_a_series_warms_up() throws Exception {
        feed(0, 13 * 24 + 12);
        tasks.watermark(endOf(13 * 24 + 20));
        assertThat(tasks.output()).isEmpty();
    }

    @Test
    void a_mean_of_nothing_is_no_anomaly() throws Exception {
        for (int hour = 0; hour < 30 * 24; hour++) {
            tasks.process(new SeriesPoint(AVERAGE, endOf(hour), 50_000 + hour % 7 * 1_000, 10));
            tasks.watermark(endOf(hour));
        }
        tasks.process(new SeriesPoint(AVERAGE, endOf(30 * 24 + 6), 0, 0));
        tasks.watermark(endOf(30 * 24 + 6));
        assertThat(tasks.output()).isEmpty();
        tasks.process(new SeriesPoint(AVERAGE, endOf(30 * 24 + 7), 5_000, 100));
        tasks.watermark(endOf(30 * 24 + 7));
        assertThat(tasks.output()).hasSize(1);
    }

    @Test
    void a_series_of_which_nothing_is_told_any_more_is_forgotten() throws Exception {
        feed(0, 3 * 24);
        assertThat(tasks.stateEntries()).isPositive();
        tasks.watermark(endOf((3 + DetectAnomalies.FORGOTTEN_DAYS + 1) * 24));
        assertThat(tasks.stateEntries()).isZero();
        assertThat(tasks.timers()).isZero();
    }

    @Test
    void at_the_horizon_nothing_is_left() throws Exception {
        tasks.close();
        tasks = tasks(SETTINGS.upTo(endOf(5 * 24 - 1)));
        feed(0, 5 * 24);
        tasks.watermark(Long.MAX_VALUE);
        assertThat(tasks.stateEntries()).isZero();
        assertThat(tasks.timers()).isZero();
    }

    @Test
    void a_drained_job_judges_nothing_more() throws Exception {
        feed(0, 30 * 24 + 12);
        tasks.watermark(Long.MAX_VALUE);
        assertThat(tasks.output()).isEmpty();
    }

    @Test
    void a_forest_watches_if_it_is_asked_to() throws Exception {
        tasks.close();
        tasks =
                tasks(
                        SETTINGS.withAnomalies(
                                AnomalySettings.DEFAULT.by(AnomalySettings.Detector.FOREST)));
        feed(0, 20 * 24);
        tasks.process(new SeriesPoint(ORDERS, endOf(20 * 24), 1_000_000, 1));
        tasks.watermark(endOf(20 * 24));
        assertThat(tasks.output())
                .last()
                .satisfies(alert -> assertThat(alert.fields()).containsEntry("actual", 1e6));
    }

    @Test
    void watched_figures_are_picked_by_name_and_tag() throws Exception {
        AnomalySettings settings =
                new AnomalySettings(
                        true,
                        List.of("sales.average_order_value", "events.count.Order Completed"),
                        AnomalySettings.Detector.SEASONAL,
                        Duration.ofHours(1),
                        0.9,
                        Duration.ZERO);
        assertThat(
                        picked(
                                settings,
                                point(
                                        "sales",
                                        Map.of(),
                                        Map.of("gross_revenue", 70L, "orders", 2L)),
                                point(
                                        "events",
                                        Map.of("event", "Order Completed"),
                                        Map.of("count", 2L)),
                                point(
                                        "events",
                                        Map.of("event", "Product Viewed"),
                                        Map.of("count", 9L))))
                .containsExactly(
                        new SeriesPoint(AVERAGE, START, 70, 2),
                        new SeriesPoint(
                                new AlertSubject.Series(
                                        "events", Map.of("event", "Order Completed"), "count"),
                                START,
                                2,
                                1));
    }

    @Test
    void a_figure_that_cannot_be_added_up_is_refused() {
        assertThatThrownBy(() -> WatchedFigure.checkSelector("customers.known"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("anomalies.series: \"customers.known\", expected one of");
    }

    private void feed(int from, int to) throws Exception {
        for (int hour = from; hour < to; hour++) {
            double half = ordersAt(hour % 24) + hour * 7 % 5;
            tasks.process(new SeriesPoint(ORDERS, endOf(hour) - HOUR / 2, half, 1));
            tasks.process(new SeriesPoint(ORDERS, endOf(hour), half, 1));
            tasks.watermark(endOf(hour));
        }
    }

    private static double ordersAt(int hour) {
        return Math.rint(30 - 20 * Math.cos(2 * Math.PI * (hour - 3) / 24.0));
    }

    private static long endOf(int hour) {
        return START + (hour + 1) * HOUR - 1;
    }

    private static KpiPoint point(
            String measurement, Map<String, String> tags, Map<String, Number> fields) {
        return new KpiPoint(measurement, Instant.ofEpochMilli(START), 1_800, tags, fields);
    }

    private static List<SeriesPoint> picked(AnomalySettings settings, KpiPoint... points)
            throws Exception {
        List<SeriesPoint> picked = new ArrayList<>();
        PickSeries pick = new PickSeries(settings);
        for (KpiPoint point : points) {
            pick.flatMap(
                    point,
                    new Collector<>() {
                        @Override
                        public void collect(SeriesPoint one) {
                            picked.add(one);
                        }

                        @Override
                        public void close() {}
                    });
        }
        return picked;
    }

    private static KeyedTasks<String, SeriesPoint, Void, Alert> tasks(Settings settings)
            throws Exception {
        return KeyedTasks.of(
                () -> new DetectAnomalies(settings),
                point -> point.series().label(),
                Types.STRING,
                CodecType.of(Alert.class, new AlertCodec()));
    }
}
