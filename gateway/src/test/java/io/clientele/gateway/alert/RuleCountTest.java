package io.clientele.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.gateway.Settings;
import io.clientele.gateway.kpi.KpiHistory;
import io.clientele.gateway.kpi.KpiPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleCountTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:59.999Z");

    private final KpiHistory history = new KpiHistory(Settings.of("gateway.history-windows", 100));

    @Test
    void a_rule_is_summed_over_the_day_and_yesterday_does_not_count() {
        add("card-testing", "live", NOW.minus(Duration.ofDays(1)), 50);
        add("card-testing", "live", NOW.minusSeconds(60), 2);
        add("card-testing", "live", NOW, 3);
        add("card-testing", "shadow", NOW, 7);
        add("refund-spree", "live", NOW.minus(Duration.ofDays(1)), 9);
        assertThat(RuleCount.of(history))
                .containsExactly(
                        new RuleCount("card-testing", "critical", "shadow", 7, 1, 2, 0),
                        new RuleCount("card-testing", "critical", "live", 5, 2, 4, 0));
    }

    @Test
    void without_points_there_are_none() {
        assertThat(RuleCount.of(history)).isEmpty();
    }

    private void add(String rule, String mode, Instant time, long matches) {
        history.add(
                new KpiPoint(
                        "alerts",
                        Map.of("rule", rule, "severity", "critical", "mode", mode),
                        time,
                        60,
                        Map.of(
                                "matches", matches,
                                "partial_matches", 9L,
                                "suppressed", 1L,
                                "timeouts", 2L,
                                "errors", 0L)));
    }
}
