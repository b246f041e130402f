package io.clientele.analytics.simulate.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.clientele.analytics.event.EventType;
import io.clientele.analytics.simulate.FraudKind;
import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.analytics.simulate.VisitSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CustomerTruthTest {
    private static final Run RUN = Run.of(Run.withFraud(600, 5, FraudKind.values()), 90_000);

    /** The times of each customer's own orders, in order. */
    private static Map<String, List<Instant>> ownOrders(Run run) {
        Set<String> frauds =
                run.truth(FraudTruth.class).stream()
                        .flatMap(fraud -> fraud.messageIds().stream())
                        .collect(Collectors.toSet());
        Map<String, List<Instant>> orders = new HashMap<>();
        run.events()
                .forEach(
                        (messageId, event) -> {
                            if (event.type() == EventType.ORDER_COMPLETED
                                    && !frauds.contains(messageId)) {
                                orders.computeIfAbsent(event.customer(), id -> new ArrayList<>())
                                        .add(event.time());
                            }
                        });
        return orders;
    }

    @Test
    void every_account_in_the_events_has_a_customer_or_was_opened_for_a_fraud() {
        Set<String> known = new HashSet<>();
        for (CustomerTruth customer : RUN.truth(CustomerTruth.class)) {
            assertThat(known.add(customer.customerId())).isTrue();
        }
        for (FraudTruth fraud : RUN.truth(FraudTruth.class)) {
            String account = fraud.incident().customerId();
            switch (fraud.incident().account()) {
                case NEW -> assertThat(known.add(account)).isTrue();
                case EXISTING -> assertThat(known).contains(account);
            }
        }
        Set<String> seen =
                RUN.events().values().stream().map(Run.Seen::customer).collect(Collectors.toSet());
        seen.remove("");
        assertThat(known).isEqualTo(seen);
    }

    @Test
    void customers_have_ordered_as_the_events_say_and_who_has_left_orders_no_more() {
        Map<String, List<Instant>> orders = ownOrders(RUN);
        int left = 0;
        for (CustomerTruth customer : RUN.truth(CustomerTruth.class)) {
            List<Instant> own = orders.getOrDefault(customer.customerId(), List.of());
            assertThat(customer.orders()).isEqualTo(own.size());
            Optional<Instant> last = own.stream().reduce((earlier, later) -> later);
            assertThat(customer.lastOrderAt()).isEqualTo(last);
            assertThat(customer.joinedAt())
                    .isEqualTo(own.stream().findFirst().filter(first -> !customer.existing()));
            if (!customer.alive()) {
                assertThat(customer.leftAt()).isEqualTo(last);
                left++;
            }
        }
        assertThat(left).isBetween(100, 900);
    }

    @Test
    void a_run_that_is_cut_short_tells_what_was_known_by_then() {
        Run longer = RUN;
        Run shorter = Run.of(Run.withFraud(600, 5, FraudKind.values()), 40_001);
        RunTruth told = shorter.truth(RunTruth.class).get(0);
        assertThat(told.events()).isEqualTo(40_001);
        Instant end = told.end();
        Map<String, CustomerTruth> later = new HashMap<>();
        longer.truth(CustomerTruth.class).forEach(c -> later.put(c.customerId(), c));
        for (CustomerTruth customer : shorter.truth(CustomerTruth.class)) {
            CustomerTruth then = later.get(customer.customerId());
            assertThat(customer.alive()).isEqualTo(then.aliveAt(end));
            assertThat(customer.purchaseRate()).isEqualTo(then.purchaseRate());
        }
        for (FraudTruth fraud : shorter.truth(FraudTruth.class)) {
            assertThat(shorter.events()).containsKeys(fraud.messageIds().toArray(String[]::new));
            assertThat(fraud.end()).isBeforeOrEqualTo(end);
        }
        assertThat(shorter.truth(FraudTruth.class)).anyMatch(fraud -> !fraud.complete());
        assertThat(shorter.truth(FraudTruth.class)).anyMatch(FraudTruth::complete);
    }

    @Test
    void as_many_customers_stay_away_as_the_probabilities_say_at_every_level() {
        SimulatorSettings usual = SimulatorSettings.of(15_000, 8);
        SimulatorSettings settings =
                new SimulatorSettings(
                        usual.customers(),
                        usual.seed(),
                        usual.startMillis(),
                        usual.currency(),
                        usual.existingShare(),
                        usual.joinWeeks(),
                        usual.replacementDays(),
                        usual.products(),
                        usual.purchase(),
                        usual.spend(),
                        new VisitSettings(0, 0, 0, 0, 0, 0, 0, 0, 0));
        Simulator simulator = new Simulator(settings);
        TruthRecorder recorder = new TruthRecorder(settings);
        Instant cut = SimulatorSettings.DEFAULT_START.plus(Duration.ofHours(45 * 24 + 7));
        Instant horizon = cut.plus(Duration.ofDays(30));
        Set<String> before = new HashSet<>();
        Set<String> after = new HashSet<>();
        for (SimulatedEvent event = simulator.next();
                event.timestamp() <= horizon.toEpochMilli();
                event = simulator.next()) {
            recorder.add(event);
            if (event.type() == EventType.ORDER_COMPLETED) {
                (event.timestamp() <= cut.toEpochMilli() ? before : after).add(event.key());
            }
        }
        double[] expected = new double[5];
        int[] customers = new int[5];
        int[] silent = new int[5];
        recorder.tell(
                record -> {
                    if (record instanceof CustomerTruth customer
                            && before.contains(customer.customerId())) {
                        double probability = customer.noPurchaseProbability(cut, horizon);
                        int level = Math.min((int) (5 * probability), 4);
                        expected[level] += probability;
                        customers[level]++;
                        silent[level] += after.contains(customer.customerId()) ? 0 : 1;
                    }
                });
        for (int level = 0; level < 5; level++) {
            assertThat(customers[level]).isGreaterThan(400);
            assertThat((double) silent[level] / customers[level])
                    .isCloseTo(expected[level] / customers[level], within(0.03));
        }
    }

    @Test
    void who_has_left_buys_no_more_and_who_has_not_buys_at_his_rate() {
        Instant left = Instant.parse("2026-02-01T12:00:00Z");
        CustomerTruth customer =
                new CustomerTruth(
                        "c0000001",
                        true,
                        0.25,
                        0.1,
                        0.2,
                        31.25,
                        1,
                        "Toys",
                        3,
                        Optional.empty(),
                        Optional.of(left),
                        Optional.of(left));
        assertThat(customer.noPurchaseProbability(left, left.plusSeconds(60))).isEqualTo(1);
        Instant earlier = left.minus(Duration.ofDays(20));
        assertThat(customer.noPurchaseProbability(earlier, earlier.plus(Duration.ofDays(14))))
                .isCloseTo(Math.exp(-0.5), within(1e-12));
        // half a week, but the busier half
        Instant thursdayNoon = Instant.parse("2026-01-08T12:00:00Z");
        assertThat(
                        customer.noPurchaseProbability(
                                thursdayNoon, Instant.parse("2026-01-12T00:00:00Z")))
                .isLessThan(Math.exp(-0.25 * 0.5));
        assertThatThrownBy(() -> customer.noPurchaseProbability(left, earlier))
                .hasMessage(
                        "horizon: 2026-01-12T12:00:00Z, expected not before the cut"
                                + " 2026-02-01T12:00:00Z");
    }
}
