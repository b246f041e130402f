package io.clientele.analytics.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.event.EventType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long WEEK = Duration.ofDays(7).toMillis();

    /** Everyone joins at once and only buys; who leaves is not replaced. */
    private static SimulatorSettings cohort(int customers, PurchaseSettings purchase) {
        return new SimulatorSettings(
                customers,
                42,
                Instant.parse("2026-01-05T00:00:00Z").toEpochMilli(),
                "USD",
                0,
                1e-6,
                1e6,
                1_200,
                purchase,
                SpendSettings.CDNOW,
                new VisitSettings(0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    private static SimulatorSettings shop() {
        return SimulatorSettings.of(500, 11);
    }

    private static JsonNode json(SimulatedEvent event) throws IOException {
        return JSON.readTree(event.value());
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_seed_others() {
        Simulator first = new Simulator(shop());
        Simulator second = new Simulator(shop());
        Simulator other = new Simulator(SimulatorSettings.of(500, 12));
        for (int i = 0; i < 20_000; i++) {
            byte[] value = first.next().value();
            assertThat(second.next().value()).isEqualTo(value);
            assertThat(other.next().value()).isNotEqualTo(value);
        }
    }

    @Test
    void the_default_shop_is_that_of_earlier_releases_to_the_byte() throws Exception {
        Simulator simulator = new Simulator(SimulatorSettings.of(10_000, 1));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < 50_000; i++) {
            digest.update(simulator.next().value());
            digest.update((byte) '\n');
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("16998a117a80653072d524b359b07f9a79d681be9724649ac85dbce97b08d6e8");
    }

    @Test
    void a_shop_in_which_nobody_is_replaced_goes_quiet_and_says_so() {
        SimulatorSettings usual = cohort(200, new PurchaseSettings(40, 10, 5, 2));
        SimulatorSettings settings =
                new SimulatorSettings(
                        usual.customers(),
                        usual.seed(),
                        usual.startMillis(),
                        usual.currency(),
                        0.5,
                        1,
                        SimulatorSettings.NEVER,
                        usual.products(),
                        usual.purchase(),
                        usual.spend(),
                        usual.visits());
        Simulator simulator = new Simulator(settings);
        Set<String> customers = new HashSet<>();
        int departures = 0;
        while (simulator.hasNext()) {
            SimulatedEvent event = simulator.next();
            customers.add(event.key());
            departures += event.cause() instanceof Departure ? 1 : 0;
        }
        assertThat(customers).hasSize(200);
        assertThat(departures).isEqualTo(200);
        assertThatThrownBy(simulator::next).hasMessage("everybody has left");
    }

    @Test
    void events_come_in_the_order_of_their_times_under_unique_message_ids() throws IOException {
        Simulator simulator = new Simulator(shop());
        Set<String> messageIds = new HashSet<>();
        long last = shop().startMillis();
        for (int i = 0; i < 50_000; i++) {
            SimulatedEvent event = simulator.next();
            assertThat(event.timestamp()).isGreaterThanOrEqualTo(last);
            last = event.timestamp();
            JsonNode node = json(event);
            assertThat(Instant.parse(node.get("timestamp").asText()).toEpochMilli())
                    .isEqualTo(last);
            assertThat(messageIds.add(node.get("messageId").asText())).isTrue();
            String identity = node.has("userId") ? "userId" : "anonymousId";
            assertThat(node.get(identity).asText()).isEqualTo(event.key());
        }
    }

    @Test
    void every_kind_of_event_that_a_shop_knows_happens() throws IOException {
        Simulator simulator = new Simulator(shop());
        Map<EventType, Integer> seen = new HashMap<>();
        int anonymous = 0;
        for (int i = 0; i < 100_000; i++) {
            JsonNode node = json(simulator.next());
            seen.merge(EventType.of(node.get("event").asText()), 1, Integer::sum);
            anonymous += node.has("anonymousId") ? 1 : 0;
        }
        assertThat(seen.keySet())
                .containsExactlyInAnyOrder(
                        EventType.ORDER_COMPLETED,
                        EventType.ORDER_REFUNDED,
                        EventType.ORDER_CANCELLED,
                        EventType.PRODUCT_VIEWED,
                        EventType.PRODUCT_ADDED,
                        EventType.PRODUCT_REMOVED,
                        EventType.CART_VIEWED,
                        EventType.CHECKOUT_STARTED,
                        EventType.COUPON_APPLIED,
                        EventType.PRODUCT_REVIEWED,
                        EventType.PROMOTION_CLICKED,
                        EventType.SUPPORT_TICKET_OPENED,
                        EventType.SUPPORT_TICKET_RESOLVED);
        assertThat(anonymous / 100_000.0).isBetween(0.1, 0.3);
    }

    @Test
    void an_orders_products_are_worth_its_revenue_and_a_refund_is_never_more() throws IOException {
        Simulator simulator = new Simulator(shop());
        Map<String, BigDecimal> orders = new HashMap<>();
        int refunds = 0;
        int cancelledWithTotal = 0;
        int cancelledWithout = 0;
        for (int i = 0; i < 100_000; i++) {
            JsonNode node = json(simulator.next());
            JsonNode properties = node.get("properties");
            String orderId = properties.path("order_id").asText();
            switch (EventType.of(node.get("event").asText())) {
                case ORDER_COMPLETED -> {
                    BigDecimal revenue = new BigDecimal(properties.get("revenue").asText());
                    assertThat(products(properties)).isEqualByComparingTo(revenue);
                    assertThat(orders.put(orderId, revenue)).isNull();
                }
                case ORDER_REFUNDED -> {
                    BigDecimal total = new BigDecimal(properties.get("total").asText());
                    assertThat(products(properties)).isEqualByComparingTo(total);
                    assertThat(total).isLessThanOrEqualTo(orders.get(orderId));
                    refunds++;
                }
                case ORDER_CANCELLED -> {
                    assertThat(orders).containsKey(orderId);
                    if (properties.has("total")) {
                        cancelledWithTotal++;
                    } else {
                        cancelledWithout++;
                    }
                }
                default -> {}
            }
        }
        assertThat((double) refunds / orders.size()).isBetween(0.05, 0.11);
        assertThat(cancelledWithTotal).isPositive();
        assertThat(cancelledWithout).isPositive();
    }

    private static BigDecimal products(JsonNode properties) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode product : properties.get("products")) {
            BigDecimal price = new BigDecimal(product.get("price").asText());
            sum = sum.add(price.multiply(new BigDecimal(product.get("quantity").asText())));
        }
        return sum;
    }

    /** The orders' times of each of the cohort's customers. */
    private static Map<String, List<Long>> purchases(SimulatorSettings settings, double weeks) {
        Simulator simulator = new Simulator(settings);
        Map<String, List<Long>> purchases = new HashMap<>();
        long end = settings.startMillis() + (long) (weeks * WEEK);
        for (SimulatedEvent event = simulator.next();
                event.timestamp() < end;
                event = simulator.next()) {
            String text = new String(event.value(), StandardCharsets.UTF_8);
            if (text.contains("Order Completed")) {
                purchases
                        .computeIfAbsent(event.key(), key -> new ArrayList<>())
                        .add(event.timestamp());
            }
        }
        return purchases;
    }

    @Test
    void as_many_customers_wait_with_their_second_purchase_as_the_purchase_rates_say() {
        PurchaseSettings purchase = PurchaseSettings.LIVELY;
        int customers = 8_000;
        Map<String, List<Long>> purchases = purchases(cohort(customers, purchase), 13);
        assertThat(purchases).hasSize(customers);
        long without = purchases.values().stream().filter(times -> times.size() == 1).count();
        // P(X = 0) is the Gamma mixture of exp(-lambda T)
        double expected = Math.pow(purchase.alpha() / (purchase.alpha() + 13), purchase.r());
        assertThat((double) without / customers).isCloseTo(expected, within(0.015));
    }

    @Test
    void customers_buy_as_often_as_bg_nbd_expects() {
        PurchaseSettings purchase = new PurchaseSettings(2, 3, 1.5, 4);
        int customers = 8_000;
        Map<String, List<Long>> purchases = purchases(cohort(customers, purchase), 26);
        double repeats =
                purchases.values().stream().mapToInt(times -> times.size() - 1).sum()
                        / (double) customers;
        assertThat(repeats).isCloseTo(expectedRepeats(purchase, 26), within(0.1));
    }

    @Test
    void customers_leave_after_a_repeat_purchase_with_the_mean_dropout_probability() {
        // rates so high that whoever stays has bought again long before the end
        PurchaseSettings purchase = new PurchaseSettings(40, 10, 2, 6);
        int customers = 5_000;
        Map<String, List<Long>> purchases = purchases(cohort(customers, purchase), 12);
        long left = purchases.values().stream().filter(times -> times.size() == 2).count();
        assertThat((double) left / customers).isCloseTo(2.0 / 8, within(0.02));
    }

    /** Fader, Hardie and Lee (2005), equation 9. */
    private static double expectedRepeats(PurchaseSettings purchase, double weeks) {
        double a = purchase.a();
        double b = purchase.b();
        double r = purchase.r();
        double alpha = purchase.alpha();
        double z = weeks / (alpha + weeks);
        double term = 1;
        double hypergeometric = 1;
        for (int n = 0; n < 10_000; n++) {
            term *= (r + n) * (b + n) / (a + b - 1 + n) * z / (n + 1);
            hypergeometric += term;
        }
        return (a + b - 1) / (a - 1) * (1 - Math.pow(alpha / (alpha + weeks), r) * hypergeometric);
    }

    @Test
    void the_mean_order_is_that_of_gamma_gamma() throws IOException {
        SimulatorSettings settings = cohort(40_000, PurchaseSettings.LIVELY);
        Simulator simulator = new Simulator(settings);
        double sum = 0;
        int orders = 0;
        Set<String> customers = new HashSet<>();
        while (orders < 40_000) {
            SimulatedEvent event = simulator.next();
            JsonNode node = json(event);
            if (node.get("event").asText().equals("Order Completed")
                    && customers.add(event.key())) {
                sum += node.get("properties").get("revenue").asDouble();
                orders++;
            }
        }
        assertThat(settings.spend().mean()).isCloseTo(35.22, within(0.01));
        // one order a customer: the standard error is about 0.18
        assertThat(sum / orders).isCloseTo(settings.spend().mean(), within(0.8));
    }

    @Test
    void the_evening_is_busier_than_the_night_and_sunday_than_monday() {
        Simulator simulator = new Simulator(SimulatorSettings.of(2_000, 5));
        int[] hours = new int[24];
        int[] days = new int[7];
        long end = SimulatorSettings.DEFAULT_START.toEpochMilli() + 8 * WEEK;
        for (SimulatedEvent event = simulator.next();
                event.timestamp() < end;
                event = simulator.next()) {
            long hour = event.timestamp() / 3_600_000;
            hours[(int) (hour % 24)]++;
            days[(int) ((hour / 24 + 3) % 7)]++;
        }
        assertThat(hours[20]).isGreaterThan(8 * hours[3]);
        assertThat(days[6]).isGreaterThan(days[0] * 11 / 10);
    }

    @Test
    void who_leaves_is_replaced() {
        SimulatorSettings settings = SimulatorSettings.of(1_000, 3);
        Simulator simulator = new Simulator(settings);
        long start = settings.startMillis();
        int secondYear = 0;
        int thirdYear = 0;
        Set<String> customers = new HashSet<>();
        for (SimulatedEvent event = simulator.next();
                event.timestamp() < start + 156 * WEEK;
                event = simulator.next()) {
            customers.add(event.key());
            if (event.timestamp() >= start + 104 * WEEK) {
                thirdYear++;
            } else if (event.timestamp() >= start + 52 * WEEK) {
                secondYear++;
            }
        }
        assertThat(customers.size()).isGreaterThan(2_000);
        assertThat(thirdYear).isBetween(secondYear * 8 / 10, secondYear * 12 / 10);
    }

    @Test
    void what_is_wrong_is_named_with_its_value() {
        assertThatThrownBy(() -> SimulatorSettings.of(0, 1))
                .hasMessage("customers: 0, expected at least 1");
        assertThatThrownBy(() -> new SpendSettings(6, 1, 15)).hasMessageContaining("q: 1.0");
        assertThatThrownBy(() -> new PurchaseSettings(1, Double.NaN, 1, 1))
                .hasMessage("alpha: NaN, expected a number greater than 0");
        assertThatThrownBy(() -> new VisitSettings(1, 2, 0, 0, 0, 0, 0, 0, 0))
                .hasMessage("abandonedCartShare: 2.0, expected a number from 0 to 1");
        assertThatThrownBy(() -> new FraudSettings(1.5, EnumSet.allOf(FraudKind.class)))
                .hasMessage("fraudShare: 1.5, expected a number from 0 to 1");
        assertThatThrownBy(() -> new FraudSettings(0.5, Set.of()))
                .hasMessage("fraudKinds: none, expected at least one");
        assertThatThrownBy(() -> new AnomalySettings(Set.of(), 1))
                .hasMessage("anomalyDays: 1.0, expected at least 2.0");
    }
}
