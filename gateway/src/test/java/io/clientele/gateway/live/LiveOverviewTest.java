package io.clientele.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.clientele.gateway.Gateway;
import io.clientele.gateway.shop.Broker;
import io.clientele.gateway.shop.Records;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole gateway over a real broker. */
@Timeout(90)
class LiveOverviewTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:59.999Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final String HOSTILE = "<script>alert(\"you & me\")</script>";

    private Broker broker;
    private ConfigurableApplicationContext gateway;
    private String address;

    @BeforeEach
    void start() {
        broker = new Broker();
    }

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        broker.close();
    }

    @Test
    void what_is_committed_is_read_back_and_what_is_aborted_never() throws Exception {
        broker.commit(
                List.of(
                        sales(NOON, 1_000, 2),
                        Records.profile("17850", 539_121, 34, "CHAMPIONS", NOON),
                        Records.move("17850", "LOYAL", "CHAMPIONS", NOON, 539_121),
                        Records.deadLetter("not_json", "", "It ends early", 7, "payload")));
        broker.abort(List.of(sales(NOON, 9_999, 9), Records.profile("x", 1, 1, "NEW", NOON)));
        broker.commit(List.of(sales(NOON.plusSeconds(60), 1_500, 3)));
        startGateway();
        awaitReadiness(200);

        JsonNode overview = overview();
        assertThat(overview.at("/kpis/today/net_revenue/value").longValue()).isEqualTo(1_500);
        assertThat(overview.at("/kpis/sales").size()).isEqualTo(2);
        assertThat(overview.at("/kpis/sales/0/net_revenue").longValue()).isEqualTo(1_000);
        assertThat(overview.at("/kpis/shop_time").asString())
                .isEqualTo(NOON.plusSeconds(60).toString());
        assertThat(overview.at("/profiles/currency").asString()).isEqualTo("GBP");
        assertThat(overview.at("/profiles/best").size()).isEqualTo(1);
        assertThat(overview.at("/profiles/best/0/net").longValue()).isEqualTo(539_121);
        assertThat(overview.at("/moves/last/0/direction").asString()).isEqualTo("UP");
        assertThat(overview.at("/refusals/last/0/offset").longValue()).isEqualTo(7);
        assertThat(overview.toString()).doesNotContain("payload");
        assertThat(overview.at("/status/connection").asString()).isEqualTo("LIVE");
    }

    @Test
    void a_page_gets_a_snapshot_and_then_what_changes() throws Exception {
        broker.commit(List.of(sales(NOON, 1_000, 2)));
        startGateway();
        awaitReadiness(200);
        try (EventStream stream = new EventStream(address)) {
            EventStream.Event first = stream.next();
            assertThat(first.name()).isEqualTo("snapshot");
            assertThat(first.content().at("/kpis/sales").size()).isEqualTo(1);

            broker.commit(List.of(sales(NOON.plusSeconds(60), 1_700, 4)));
            JsonNode kpis =
                    stream.await(
                            "kpis", k -> k.at("/today/net_revenue/value").longValue() == 1_700);
            assertThat(kpis.at("/sales").size()).as("only the window that changed").isEqualTo(1);

            broker.commit(List.of(Records.profile("a", 5, 1, "NEW", NOON)));
            stream.await("profiles", p -> p.at("/best/0/customer_id").asString("").equals("a"));
            broker.commit(List.of(Records.tombstone("a")));
            stream.await("profiles", p -> p.at("/best").isEmpty());
            broker.commit(List.of(Records.move("a", "NEW", "LOYAL", NOON, 5)));
            stream.await("moves", m -> m.at("/last/0/to").asString("").equals("LOYAL"));
            broker.commit(List.of(Records.deadLetter("r", "f", "m", 3, "")));
            stream.await("refusals", r -> r.at("/last/0/reason").asString("").equals("r"));
            broker.commit(List.of(Records.models(DAY, Map.of(0, "few orders"))));
            broker.commit(List.of(clustering(), cluster()));
            stream.await(
                    "insights",
                    i -> i.at("/clusters/all/0/name").asString("").equals("few orders"));
            broker.commit(List.of(Records.alert("1", "r", "error", "fraud", "b", NOON, "why")));
            stream.await("alerts", a -> a.at("/last/0/customer_id").asString("").equals("b"));
            broker.commit(List.of(Records.tombstone("b")));
            stream.await("alerts", a -> a.at("/last").isEmpty());
            stream.await("heartbeat", s -> s.at("/connection").asString("").equals("LIVE"));
        }
        try (EventStream again = new EventStream(address, "Last-Event-ID", "3")) {
            EventStream.Event first = again.next();
            assertThat(first.name()).isEqualTo("snapshot");
            assertThat(first.content().at("/kpis/sales").size()).isEqualTo(2);
        }
    }

    @Test
    void alerts_are_chosen_by_severity_rule_kind_and_customer() throws Exception {
        broker.commit(
                List.of(
                        Records.alert("1", "spree", "error", "fraud", "ann", NOON, "1"),
                        Records.alert("2", "cart", "info", "cart", "ann", NOON.plusSeconds(1), "2"),
                        Records.alert("1", "spree", "error", "fraud", "ann", NOON, "1"),
                        Records.anomaly("3", NOON.plusSeconds(2), "3"),
                        Records.alert(
                                "4",
                                "spree",
                                "error",
                                "fraud",
                                HOSTILE,
                                NOON.plusSeconds(3),
                                HOSTILE)));
        startGateway();
        awaitReadiness(200);
        assertThat(ids("")).containsExactly("4", "3", "2", "1");
        assertThat(ids("?severity=warning")).containsExactly("4", "3", "1");
        assertThat(ids("?severity=error&customer=ann")).containsExactly("1");
        assertThat(ids("?kind=anomaly")).containsExactly("3");
        assertThat(ids("?rule=spree&limit=1")).containsExactly("4");
        assertThat(ids("?customer=" + URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8)))
                .containsExactly("4");
        JsonNode anomaly =
                JsonMapper.shared()
                        .readTree(get("/api/alerts?kind=anomaly").body())
                        .at("/alerts/0");
        assertThat(anomaly.at("/customer_id").isNull()).isTrue();
        assertThat(anomaly.at("/series").asString())
                .isEqualTo("events.count event=Order Completed");
        assertThat(anomaly.at("/severity").asString()).isEqualTo("warning");
        assertThat(anomaly.at("/time").asString()).isEqualTo(NOON.plusSeconds(2).toString());
        HttpResponse<String> hostile = get("/api/alerts?rule=spree&limit=1");
        assertThat(hostile.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(hostile.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    private List<String> ids(String query) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(get("/api/alerts" + query).body())
                .at("/alerts")
                .valueStream()
                .map(alert -> alert.get("id").asString())
                .toList();
    }

    @Test
    void records_that_cannot_be_read_are_counted_and_stop_nothing() throws Exception {
        broker.commit(
                List.of(
                        new ProducerRecord<>(Records.KPIS, Records.bytes("k"), Records.bytes("{")),
                        new ProducerRecord<>(Records.KPIS, Records.bytes("k"), null),
                        new ProducerRecord<>(
                                Records.KPIS, Records.bytes("k"), Records.bytes("[".repeat(9_000))),
                        new ProducerRecord<>(Records.PROFILES, null, null),
                        new ProducerRecord<>(Records.MOVES, null, Records.bytes("{\"schema\":1}")),
                        new ProducerRecord<>(Records.MODELS, null, Records.bytes("{\"schema\":1}")),
                        new ProducerRecord<>(Records.ALERTS, null, Records.bytes("{\"schema\":2}")),
                        new ProducerRecord<>(Records.DEAD_LETTERS, null, Records.bytes("{}"))));
        broker.commit(List.of(sales(NOON, 1_000, 2)));
        startGateway();
        awaitReadiness(200);
        JsonNode overview = overview();
        assertThat(overview.at("/kpis/today/net_revenue/value").longValue()).isEqualTo(1_000);
        JsonNode unreadable = overview.at("/status/unreadable");
        assertThat(unreadable.get(Records.KPIS).longValue()).isEqualTo(3);
        assertThat(unreadable.get(Records.PROFILES).longValue()).isEqualTo(1);
        assertThat(unreadable.get(Records.MOVES).longValue()).isEqualTo(1);
        assertThat(unreadable.get(Records.MODELS).longValue()).isEqualTo(1);
        assertThat(unreadable.get(Records.ALERTS).longValue()).isEqualTo(1);
        assertThat(unreadable.get(Records.DEAD_LETTERS).longValue()).isEqualTo(1);
    }

    @Test
    void a_broker_that_goes_down_is_said_and_what_was_read_stays() throws Exception {
        broker.commit(List.of(sales(NOON, 1_000, 2)));
        startGateway();
        awaitReadiness(200);
        try (EventStream stream = new EventStream(address)) {
            broker.close();
            stream.await("heartbeat", s -> s.at("/connection").asString("").equals("LOST"));
        }
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(overview().at("/kpis/today/net_revenue/value").longValue()).isEqualTo(1_000);
    }

    @Test
    void only_so_many_pages_may_be_open() throws Exception {
        startGateway("--clientele.gateway.maximum-pages=1");
        try (EventStream first = new EventStream(address)) {
            assertThat(first.next().name()).isEqualTo("snapshot");
            try (EventStream second = new EventStream(address)) {
                assertThat(second.response().statusCode()).isEqualTo(503);
                assertThat(second.response().headers().firstValue("Retry-After")).contains("5");
            }
        }
        LiveStream pages = gateway.getBean(LiveStream.class);
        patiently().untilAsserted(() -> assertThat(pages.openPages()).isZero());
        try (EventStream third = new EventStream(address)) {
            assertThat(third.next().name()).isEqualTo("snapshot");
        }
    }

    @Test
    void a_page_that_does_not_read_is_dropped() throws Exception {
        startGateway();
        LiveStream pages = gateway.getBean(LiveStream.class);
        try (EventStream silent = new EventStream(address)) {
            assertThat(silent.next().name()).isEqualTo("snapshot");
            assertThat(pages.openPages()).isEqualTo(1);
            String text = "x".repeat(1_000);
            for (int i = 0; pages.openPages() == 1 && i < 50_000; i++) {
                broker.commit(
                        List.of(
                                Records.move(text + i, "NEW", "LOYAL", NOON.plusSeconds(i), i),
                                Records.move(text + "-", "NEW", "LOYAL", NOON.plusSeconds(i), i)));
            }
            assertThat(pages.openPages()).isZero();
        }
    }

    @Test
    void the_gateway_ends_at_once_though_a_page_is_open() throws Exception {
        startGateway();
        try (EventStream stream = new EventStream(address)) {
            assertThat(stream.next().name()).isEqualTo("snapshot");
            Instant before = Instant.now();
            gateway.close();
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(4));
            assertThatThrownBy(() -> stream.await("nothing", s -> true))
                    .isInstanceOf(IOException.class);
        }
    }

    private void startGateway(String... arguments) {
        String[] all =
                Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--clientele.kafka.brokers=" + broker.address(),
                                        "--clientele.gateway.update-interval=50ms",
                                        "--clientele.gateway.heartbeat-interval=500ms"),
                                Stream.of(arguments))
                        .toArray(String[]::new);
        gateway = SpringApplication.run(Gateway.class, all);
        address = "http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port");
    }

    private void awaitReadiness(int status) {
        patiently()
                .untilAsserted(
                        () ->
                                assertThat(get("/actuator/health/readiness").statusCode())
                                        .isEqualTo(status));
    }

    private JsonNode overview() throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get("/api/overview").body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(address + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static ProducerRecord<byte[], byte[]> clustering() {
        return Records.kpi(
                "clustering", Map.of(), NOON, 60, Map.of("version", 2, "customers", 9, "k", 1));
    }

    private static ProducerRecord<byte[], byte[]> cluster() {
        return Records.kpi(
                "clusters", Map.of("cluster", "0"), NOON, 60, Map.of("customers", 9, "share", 1.0));
    }

    private static ProducerRecord<byte[], byte[]> sales(Instant time, long dayNet, long dayOrders) {
        return Records.kpi(
                "sales",
                Map.of(),
                time,
                60,
                Map.of(
                        "net_revenue", dayNet,
                        "gross_revenue", dayNet,
                        "orders", dayOrders,
                        "day_net_revenue", dayNet,
                        "day_orders", dayOrders));
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
