package io.clientele.analytics.simulate.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.event.EventType;
import io.clientele.analytics.simulate.AnomalySettings;
import io.clientele.analytics.simulate.FraudKind;
import io.clientele.analytics.simulate.FraudSettings;
import io.clientele.analytics.simulate.SimulatorSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FraudTruthTest {
    private static final Run RUN = Run.of(Run.withFraud(1_000, 21, FraudKind.values()), 90_000);
    private static final double MEAN_ORDER = 100 * SimulatorSettings.of(1, 1).spend().mean();

    private static final Pattern COUNTED =
            Pattern.compile(
                    "\"(messageId|userId|order_id|cart_id|review_id)\":\"[^\"]*\"|\"rating\":.");

    private static List<FraudTruth> complete(FraudKind kind) {
        List<FraudTruth> frauds =
                RUN.truth(FraudTruth.class).stream()
                        .filter(fraud -> fraud.incident().kind() == kind && fraud.complete())
                        .toList();
        assertThat(frauds).hasSizeGreaterThan(8);
        return frauds;
    }

    private static List<Run.Seen> orders(FraudTruth fraud) {
        return RUN.events(fraud).stream()
                .filter(event -> event.type() == EventType.ORDER_COMPLETED)
                .toList();
    }

    private static double mean(List<Run.Seen> orders) {
        return orders.stream().mapToLong(Run.Seen::amount).average().orElse(0);
    }

    /** What the customer himself ordered before that. */
    private static List<Run.Seen> ownOrders(CustomerTruth customer, Instant before) {
        Set<String> frauds =
                RUN.truth(FraudTruth.class).stream()
                        .flatMap(fraud -> fraud.messageIds().stream())
                        .collect(Collectors.toSet());
        return RUN.events().entrySet().stream()
                .filter(entry -> !frauds.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(event -> event.customer().equals(customer.customerId()))
                .filter(event -> event.type() == EventType.ORDER_COMPLETED)
                .filter(event -> event.time().isBefore(before))
                .toList();
    }

    @Test
    void a_fraud_names_its_own_events_and_no_event_is_of_two() {
        Set<String> labelled = new HashSet<>();
        for (FraudTruth fraud : RUN.truth(FraudTruth.class)) {
            for (String messageId : fraud.messageIds()) {
                assertThat(labelled.add(messageId)).isTrue();
                assertThat(RUN.events()).containsKey(messageId);
            }
            List<Run.Seen> events = RUN.events(fraud);
            assertThat(events)
                    .allMatch(event -> event.customer().equals(fraud.incident().customerId()));
            assertThat(events.get(0).time()).isEqualTo(fraud.start());
            assertThat(events.get(events.size() - 1).time()).isEqualTo(fraud.end());
            assertThat(orders(fraud)).hasSize(fraud.orders());
            assertThat(events)
                    .filteredOn(event -> event.type() == EventType.ORDER_REFUNDED)
                    .hasSize(fraud.refunds());
        }
    }

    @Test
    void there_is_about_one_incident_for_as_many_orders_as_asked() {
        long own = RUN.truth(CustomerTruth.class).stream().mapToInt(CustomerTruth::orders).sum();
        assertThat((double) RUN.truth(FraudTruth.class).size() / own).isBetween(0.016, 0.024);
    }

    @Test
    void card_testing_is_many_small_orders_in_minutes_on_a_new_account() {
        for (FraudTruth fraud : complete(FraudKind.CARD_TESTING)) {
            assertThat(orders(fraud)).hasSizeBetween(12, 40);
            assertThat(orders(fraud))
                    .allMatch(order -> order.amount() <= Math.round(0.06 * MEAN_ORDER));
            assertThat(Duration.between(fraud.start(), fraud.end()))
                    .isLessThan(Duration.ofMinutes(10));
            assertThat(RUN.events().values())
                    .filteredOn(e -> e.customer().equals(fraud.incident().customerId()))
                    .hasSameSizeAs(fraud.messageIds());
        }
    }

    @Test
    void a_takeover_is_dear_orders_at_once_unlike_the_customers_own() {
        for (FraudTruth fraud : complete(FraudKind.ACCOUNT_TAKEOVER)) {
            CustomerTruth victim =
                    RUN.truth(CustomerTruth.class).stream()
                            .filter(c -> c.customerId().equals(fraud.incident().customerId()))
                            .findFirst()
                            .orElseThrow();
            assertThat(orders(fraud)).hasSizeBetween(3, 6);
            assertThat(Duration.between(fraud.start(), fraud.end()))
                    .isLessThan(Duration.ofMinutes(100));
            List<Run.Seen> own = ownOrders(victim, fraud.start());
            assertThat(own).hasSizeGreaterThanOrEqualTo(3);
            assertThat(mean(orders(fraud))).isGreaterThan(2 * mean(own));
            assertThat(orders(fraud))
                    .allMatch(order -> order.amount() >= Math.floor(400 * victim.meanOrder()))
                    .allMatch(order -> order.amount() >= Math.floor(3 * MEAN_ORDER));
        }
    }

    @Test
    void refund_abuse_is_orders_that_nearly_all_come_back_whole() {
        for (FraudTruth fraud : complete(FraudKind.REFUND_ABUSE)) {
            assertThat(orders(fraud)).hasSizeBetween(6, 12);
            assertThat(fraud.refunds()).isGreaterThanOrEqualTo(3 * fraud.orders() / 4);
            List<Long> ordered =
                    new ArrayList<>(orders(fraud).stream().map(Run.Seen::amount).toList());
            RUN.events(fraud).stream()
                    .filter(event -> event.type() == EventType.ORDER_REFUNDED)
                    .forEach(refund -> assertThat(ordered.remove((Long) refund.amount())).isTrue());
            assertThat(Duration.between(fraud.start(), fraud.end()))
                    .isBetween(Duration.ofDays(6), Duration.ofDays(80));
        }
    }

    /** What the shop counts up may differ: numbers of accounts, orders, carts and messages. */
    private static String uncounted(Run.Seen event) {
        return COUNTED.matcher(new String(event.value(), StandardCharsets.UTF_8)).replaceAll("");
    }

    @Test
    void customers_do_the_same_in_a_shop_with_fraud_and_in_one_without() {
        Set<String> labelled =
                RUN.truth(FraudTruth.class).stream()
                        .flatMap(fraud -> fraud.messageIds().stream())
                        .collect(Collectors.toSet());
        List<String> customers =
                RUN.events().entrySet().stream()
                        .filter(entry -> !labelled.contains(entry.getKey()))
                        .limit(30_000)
                        .map(entry -> uncounted(entry.getValue()))
                        .toList();
        SimulatorSettings without =
                Run.withFraud(1_000, 21, FraudKind.values())
                        .planting(FraudSettings.NONE, AnomalySettings.NONE);
        Run honest = Run.of(without, customers.size());
        assertThat(honest.truth(FraudTruth.class)).isEmpty();
        assertThat(honest.events().values().stream().map(FraudTruthTest::uncounted).toList())
                .isEqualTo(customers);
    }
}
