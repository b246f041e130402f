package io.clientele.job.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.job.alert.AlertRoutes.Route;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertRoutesTest {

    private static boolean leads(Route route, String rule, AlertSeverity severity) {
        return new AlertRoutes(List.of(route)).leadTo("ops", SampleAlerts.of(rule, severity, 1));
    }

    private static Route route(AlertSeverity severity, List<String> rules, List<String> kinds) {
        return new Route(severity, rules, kinds, Set.of("ops"));
    }

    @Test
    void without_a_route_every_alert_goes_to_every_channel() {
        assertThat(
                        AlertRoutes.EVERYWHERE.leadTo(
                                "any", SampleAlerts.of("r", AlertSeverity.INFO, 1)))
                .isTrue();
    }

    @Test
    void a_route_takes_what_is_severe_enough_and_leads_to_its_own_channels() {
        Route route = route(AlertSeverity.ERROR, List.of(), List.of());
        assertThat(leads(route, "r", AlertSeverity.CRITICAL)).isTrue();
        assertThat(leads(route, "r", AlertSeverity.ERROR)).isTrue();
        assertThat(leads(route, "r", AlertSeverity.WARNING)).isFalse();
        assertThat(
                        new AlertRoutes(List.of(route))
                                .leadTo("mail", SampleAlerts.of("r", AlertSeverity.CRITICAL, 1)))
                .isFalse();
    }

    @Test
    void stars_stand_for_anything() {
        for (String pattern : List.of("*", "card-*", "*-testing", "c*t*g", "card-testing")) {
            assertThat(
                            leads(
                                    route(AlertSeverity.INFO, List.of("x", pattern), List.of()),
                                    "card-testing",
                                    AlertSeverity.INFO))
                    .as(pattern)
                    .isTrue();
        }
        for (String pattern :
                List.of("card", "card-testing-*", "*card", "c*x*g", "card-test*sting")) {
            assertThat(
                            leads(
                                    route(AlertSeverity.INFO, List.of(pattern), List.of()),
                                    "card-testing",
                                    AlertSeverity.INFO))
                    .as(pattern)
                    .isFalse();
        }
        assertThat(
                        leads(
                                route(AlertSeverity.INFO, List.of(), List.of("churn")),
                                "card-testing",
                                AlertSeverity.INFO))
                .isFalse();
    }
}
