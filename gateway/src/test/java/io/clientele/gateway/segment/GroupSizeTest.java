package io.clientele.gateway.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.gateway.Settings;
import io.clientele.gateway.kpi.KpiHistory;
import io.clientele.gateway.kpi.KpiPoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupSizeTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T23:59:59.999Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T23:59:59.999Z");

    private final KpiHistory history = new KpiHistory(Settings.of("gateway.history-windows", 100));

    @Test
    void there_are_none_before_the_first_day_has_ended() {
        assertThat(GroupSize.of(history)).isEmpty();
        assertThat(GroupSize.countedAt(history)).isEmpty();
    }

    @Test
    void all_eleven_are_there_and_one_that_is_missing_on_the_last_day_is_empty() {
        add(MONDAY, "NEW", 9);
        add(TUESDAY, "LOYAL", 4);
        List<GroupSize> groups = GroupSize.of(history);
        assertThat(groups.stream().map(GroupSize::group)).containsExactly(CustomerGroup.values());
        assertThat(groups).contains(new GroupSize(CustomerGroup.LOYAL, 4, 400, 1, 0));
        assertThat(groups).contains(new GroupSize(CustomerGroup.NEW, 0, 0, 0, 0));
        assertThat(GroupSize.countedAt(history)).contains(TUESDAY);
    }

    private void add(Instant time, String group, long customers) {
        history.add(
                new KpiPoint(
                        "segments",
                        Map.of("group", group),
                        time,
                        86_400,
                        Map.of(
                                "customers",
                                customers,
                                "value",
                                100 * customers,
                                "moved_in",
                                1L,
                                "moved_out",
                                0L)));
    }
}
