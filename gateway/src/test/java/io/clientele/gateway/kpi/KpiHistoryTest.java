package io.clientele.gateway.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.gateway.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KpiHistoryTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:59.999Z");

    private final KpiHistory history = new KpiHistory(Settings.of("gateway.history-windows", 5));

    @Test
    void points_come_back_by_time_in_whatever_order_they_came() {
        List<KpiPoint> points = new ArrayList<>();
        for (int minute = 0; minute < 5; minute++) {
            points.add(sales(minute, minute));
        }
        List<KpiPoint> shuffled = new ArrayList<>(points);
        Collections.shuffle(shuffled, new Random(3));
        shuffled.forEach(history::add);
        assertThat(history.series("sales")).isEqualTo(points);
        assertThat(history.latest("sales")).contains(points.get(4));
        assertThat(history.newest()).contains(points.get(4).time());
    }

    @Test
    void a_later_record_of_a_window_replaces_the_earlier_one() {
        history.add(sales(1, 10));
        history.add(sales(2, 20));
        history.add(sales(1, 11));
        assertThat(history.series("sales")).containsExactly(sales(1, 11), sales(2, 20));
    }

    @Test
    void other_tags_are_another_series() {
        history.add(point("segments", Map.of("group", "LOYAL"), 1, 5));
        history.add(point("segments", Map.of("group", "NEW"), 1, 7));
        assertThat(history.allSeries("segments")).hasSize(2);
        assertThat(history.series("segments")).isEmpty();
    }

    @Test
    void only_the_newest_windows_are_kept() {
        for (int minute = 0; minute < 100; minute++) {
            history.add(sales(minute, minute));
        }
        history.add(sales(3, 1));
        assertThat(history.series("sales").stream().map(point -> point.count("orders")))
                .containsExactly(95L, 96L, 97L, 98L, 99L);
    }

    @Test
    void only_so_many_series_are_kept_and_the_one_silent_for_longest_gives_way() {
        for (int i = 0; i < KpiHistory.MOST_SERIES + 10; i++) {
            history.add(point("events", Map.of("event", "e" + i), i, 1));
        }
        assertThat(history.allSeries("events")).hasSize(KpiHistory.MOST_SERIES);
        assertThat(history.allSeries("events").stream().map(points -> points.get(0).tags()))
                .doesNotContain(Map.of("event", "e9"))
                .contains(Map.of("event", "e10"));
    }

    @Test
    void many_series_of_one_measurement_do_not_drive_out_another() {
        history.add(point("segments", Map.of("group", "LOYAL"), 0, 5));
        for (int i = 0; i < KpiHistory.MOST_SERIES + 10; i++) {
            history.add(point("alerts", Map.of("rule", "r" + i), 100 + i, 1));
        }
        assertThat(history.allSeries("segments")).hasSize(1);
        assertThat(history.allSeries("alerts")).hasSize(KpiHistory.MOST_SERIES - 1);
    }

    @Test
    void what_was_taken_since_a_version_is_what_changed() {
        history.add(sales(1, 1));
        history.add(sales(2, 1));
        long version = history.version();
        assertThat(history.seriesSince("sales", version)).isEmpty();
        history.add(sales(1, 2));
        history.add(sales(3, 1));
        assertThat(history.seriesSince("sales", version)).containsExactly(sales(1, 2), sales(3, 1));
    }

    private static KpiPoint sales(int minute, long orders) {
        return point("sales", Map.of(), minute, orders);
    }

    private static KpiPoint point(
            String measurement, Map<String, String> tags, int minute, long orders) {
        return new KpiPoint(
                measurement, tags, START.plusSeconds(60L * minute), 60, Map.of("orders", orders));
    }
}
