package io.clientele.analytics.simulate.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.clientele.analytics.event.EventType;
import io.clientele.analytics.simulate.PurchaseSettings;
import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.analytics.simulate.SpendSettings;
import io.clientele.analytics.simulate.VisitSettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PurchaseRecoveryTest {
    private static final long DAY = 86_400_000;
    private static final int DAYS = 365;

    /** As {@code generate --cohort} has it. */
    private static SimulatorSettings cohort(PurchaseSettings purchase) {
        return new SimulatorSettings(
                50_000,
                1,
                SimulatorSettings.DEFAULT_START.toEpochMilli(),
                "USD",
                0,
                12,
                SimulatorSettings.NEVER,
                2_000,
                purchase,
                SpendSettings.CDNOW,
                new VisitSettings(0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    /** Days of a customer, counted from the start. */
    private static final class Purchases {
        private final int first;
        private int last;
        private int repeats;

        Purchases(int first) {
            this.first = first;
            last = first;
        }

        void add(int day) {
            if (day > last) {
                last = day;
                repeats++;
            }
        }
    }

    private static PurchaseSettings fit(SimulatorSettings settings) {
        Simulator simulator = new Simulator(settings);
        Map<String, Purchases> customers = new HashMap<>();
        while (simulator.hasNext()) {
            SimulatedEvent event = simulator.next();
            int day = (int) ((event.timestamp() - settings.startMillis()) / DAY);
            if (day >= DAYS) {
                break;
            }
            if (event.type() == EventType.ORDER_COMPLETED) {
                customers.computeIfAbsent(event.key(), key -> new Purchases(day)).add(day);
            }
        }
        assertThat(customers).hasSize(settings.customers());
        PurchaseFit fit = new PurchaseFit();
        customers.values().forEach(c -> fit.add(c.repeats, c.last - c.first, DAYS - 1 - c.first));
        return fit.fit();
    }

    @Test
    void a_fit_by_days_on_a_cohort_of_50_000_recovers_the_population() {
        PurchaseSettings truth = new PurchaseSettings(0.8, 12, 1, 3);
        PurchaseSettings fitted = fit(cohort(truth));
        assertThat(fitted.r()).isCloseTo(truth.r(), withinPercentage(5));
        assertThat(fitted.alpha()).isCloseTo(truth.alpha(), withinPercentage(5));
        assertThat(fitted.a()).isCloseTo(truth.a(), withinPercentage(10));
        assertThat(fitted.b()).isCloseTo(truth.b(), withinPercentage(10));
    }
}
