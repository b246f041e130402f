package io.clientele.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clientele.gateway.Gateway;
import io.clientele.gateway.shop.Broker;
import io.clientele.gateway.shop.Records;
import io.clientele.gateway.shop.SimulatedShop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The live page in a real browser, over a real broker. Leaves pictures of itself in {@code
 * target/screenshots}.
 */
class PageTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant FED_UNTIL = Instant.parse("2026-04-10T19:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private static Broker broker;
    private static SimulatedShop shop;
    private static ConfigurableApplicationContext gateway;
    private static Chromium chromium;
    private static String address;

    @BeforeAll
    static void open_the_shop() throws IOException {
        assumeTrue(
                Chromium.isInstalled(),
                "Skipped: needs /usr/bin/chromium and /usr/bin/chromedriver (Debian: apt-get"
                        + " install chromium chromium-driver)");
        broker = new Broker();
        shop = new SimulatedShop(7, START, Duration.ofHours(1), 160);
        feedUntil(FED_UNTIL);
        gateway =
                SpringApplication.run(
                        Gateway.class,
                        "--server.port=0",
                        "--clientele.kafka.brokers=" + broker.address(),
                        "--clientele.gateway.update-interval=100ms");
        address = "http://127.0.0.1:" + gateway.getEnvironment().getProperty("local.server.port");
        chromium = new Chromium();
    }

    @AfterAll
    static void close_the_shop() throws IOException {
        if (chromium != null) {
            chromium.close();
        }
        if (gateway != null) {
            gateway.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @BeforeEach
    void open_the_page() {
        chromium.prefer("light");
        chromium.size(1280, 900);
        chromium.driver().get(address + "/");
        chromium.evaluate("localStorage.clear()");
        chromium.driver().get(address + "/");
        awaitConnection("live");
        awaitFigure("net_revenue", kpi("sales", "day_net_revenue"));
    }

    @AfterEach
    void nothing_is_complained_of() {
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void the_numbers_on_the_page_are_the_kpis_in_the_topic_and_go_on_moving() {
        for (int window = 0; window < 3; window++) {
            broker.commit(shopRecords());
            awaitFigure("net_revenue", kpi("sales", "day_net_revenue"));
            awaitFigure("orders", kpi("sales", "day_orders"));
            awaitFigure("average_order_value", kpi("sales", "day_average_order_value"));
            awaitFigure("refund_rate", kpi("sales", "day_refund_rate"));
            awaitFigure("active_customers", kpi("customers", "day_active"));
            awaitFigure("new_customers", kpi("customers", "day_new"));
            awaitFigure("returning_customers", kpi("customers", "day_returning"));
            awaitFigure("known_customers", kpi("customers", "known"));
            awaitFigure("event_to_kpi_ms", kpi("pipeline", "event_to_kpi_ms"));
            assertThat(find("[data-kpi=shop_time]").getDomAttribute("data-value"))
                    .isEqualTo(shop.now().minusMillis(1).toString());
        }
        long orders = Long.parseLong(find("[data-kpi=orders]").getDomAttribute("data-value"));
        assertThat(find("[data-kpi=orders]").getText()).isEqualTo(Long.toString(orders));
    }

    @Test
    void the_groups_stand_in_their_order_with_their_sizes() {
        List<WebElement> rows = chromium.driver().findElements(By.cssSelector("#groups-rows tr"));
        assertThat(rows.stream().map(row -> row.getDomAttribute("data-group")))
                .containsExactly(
                        "CHAMPIONS",
                        "LOYAL",
                        "ACTIVE",
                        "NEW",
                        "PROMISING",
                        "NEEDS_ATTENTION",
                        "AT_RISK",
                        "PREVIOUSLY_LOYAL",
                        "ALMOST_LOST",
                        "DORMANT",
                        "PROSPECTS");
        for (WebElement row : rows) {
            JsonNode fields =
                    newest.get("segments " + row.getDomAttribute("data-group")).get("fields");
            assertThat(
                            row.findElement(By.cssSelector("[data-kpi=group_customers]"))
                                    .getDomAttribute("data-value"))
                    .isEqualTo(fields.get("customers").asString());
            assertThat(
                            row.findElement(By.cssSelector("[data-kpi=group_value]"))
                                    .getDomAttribute("data-value"))
                    .isEqualTo(fields.get("value").asString());
        }
    }

    @Test
    void clusters_value_and_churn_are_what_the_topics_say() {
        List<WebElement> clusters =
                chromium.driver().findElements(By.cssSelector("#clusters-rows tr"));
        assertThat(clusters).hasSize(4);
        assertThat(clusters.get(0).getDomAttribute("data-cluster")).isEqualTo("1");
        assertThat(clusters.get(0).getText()).contains("long silent, few orders, little spent");
        assertThat(find("#clusters-note").getDomAttribute("data-value"))
                .isEqualTo(kpi("clustering", "version"));
        for (String id : List.of("0", "1", "2", "3")) {
            assertThat(
                            find("#clusters-rows [data-cluster='" + id + "'] [data-value]")
                                    .getDomAttribute("data-value"))
                    .isEqualTo(kpi("clusters " + id, "customers"));
        }
        awaitFigure("vip_customers", kpi("vips", "customers"));
        awaitFigure("vip_value_share", kpi("vips", "value_share"));
        awaitFigure("clv_mean", kpi("value", "clv_mean"));
        assertThat(
                        find("#percentiles-rows [data-percent='90'] [data-value]")
                                .getDomAttribute("data-value"))
                .isEqualTo(kpi("value", "clv_p90"));
        assertThat(value(find("#bands-rows [data-band=high] [data-value]")))
                .isEqualTo(Double.parseDouble(kpi("risk high", "share")));
        WebElement champion = find("#contestants-rows tr");
        assertThat(champion.getText()).startsWith("Regression\nChampion");
        assertThat(value(champion.findElement(By.cssSelector("[data-value]"))))
                .isEqualTo(Double.parseDouble(kpi("churn regression", "auc")));
    }

    private static double value(WebElement figure) {
        return Double.parseDouble(figure.getDomAttribute("data-value"));
    }

    @Test
    void an_alert_comes_to_the_head_of_the_feed_by_itself() {
        broker.commit(
                List.of(
                        Records.alert(
                                "aaaa",
                                "card-testing",
                                "critical",
                                "fraud",
                                "C-1",
                                shop.now().plusSeconds(5),
                                "C-1 made 5 orders of at most 5.00 within 10m")));
        patiently()
                .untilAsserted(
                        () -> {
                            WebElement first = find("#alerts-list li");
                            assertThat(first.getDomAttribute("data-alert")).isEqualTo("aaaa");
                            assertThat(first.getText())
                                    .contains(
                                            "fraud · card-testing",
                                            "C-1 made 5 orders of at most 5.00 within 10m",
                                            "Look at the orders of C-1");
                        });
        assertThat(find("#alerts-note").getText()).contains("critical");
        find("#rules-details summary").click();
        assertThat(chromium.driver().findElements(By.cssSelector("#rules-rows tr"))).isNotEmpty();
    }

    @Test
    void a_customer_opens_and_says_what_the_models_say() {
        WebElement button = find("#customers-rows .disclose");
        assertThat(button.getDomAttribute("aria-expanded")).isEqualTo("false");
        assertThat(find("#customers-rows .detail").isDisplayed()).isFalse();
        button.sendKeys(Keys.ENTER);
        assertThat(button.getDomAttribute("aria-expanded")).isEqualTo("true");
        WebElement facts = find("#customers-rows .detail .known-of");
        assertThat(facts.getText())
                .contains("often, lately", "75%", "37.5%, medium", "last order 9 days ago", "VIP");
        assertThat(
                        facts.findElement(By.cssSelector("[data-fact=churn_risk]"))
                                .getDomAttribute("data-value"))
                .isEqualTo("0.375");
    }

    @Test
    void what_comes_from_data_is_text_and_never_markup() {
        long most = 999_999_999_99L;
        broker.commit(
                List.of(
                        Records.profile(HOSTILE, most, 3, "CHAMPIONS", FED_UNTIL),
                        Records.move(HOSTILE, "NEW", "LOYAL", shop.now().plusSeconds(1), most),
                        Records.alert(
                                "0", HOSTILE, "critical", HOSTILE, HOSTILE, shop.now(), HOSTILE),
                        Records.deadLetter("not_json", HOSTILE, HOSTILE, 1, HOSTILE)));
        patiently()
                .untilAsserted(
                        () -> {
                            assertThat(find("#customers-rows .customer").getText())
                                    .isEqualTo(HOSTILE);
                            assertThat(find("#moves-list .customer").getText()).isEqualTo(HOSTILE);
                            assertThat(find("#letters-list p").getText()).isEqualTo(HOSTILE);
                            assertThat(find("#alerts-list .customer").getText()).isEqualTo(HOSTILE);
                            assertThat(find("#alerts-list .alert-why").getText())
                                    .isEqualTo(HOSTILE);
                        });
        assertThat(chromium.evaluate("document.querySelectorAll('main img').length")).isEqualTo(0L);
        broker.commit(List.of(Records.tombstone(HOSTILE)));
        patiently()
                .untilAsserted(
                        () -> {
                            assertThat(find("#customers-rows .customer").getText())
                                    .startsWith("C-");
                            assertThat(find("#moves-list .customer").getText()).startsWith("C-");
                            assertThat(find("#alerts-list li").getDomAttribute("data-alert"))
                                    .isNotEqualTo("0");
                        });
    }

    @Test
    void a_gap_between_windows_is_drawn_as_zero() {
        Object bars =
                ((JavascriptExecutor) chromium.driver())
                        .executeAsyncScript(
                                """
                                const done = arguments[arguments.length - 1];
                                import("/js/windows.js").then(({ bars }) => done(JSON.stringify(bars([
                                  { time: "2026-01-01T00:00:59.999Z", net_revenue: 700, orders: 2 },
                                  { time: "2026-01-01T00:04:59.999Z", net_revenue: 300, orders: 1 },
                                ], 60, 3600, "2026-01-01T00:05:59.999Z"))));
                                """);
        JsonNode read = JsonMapper.shared().readTree((String) bars);
        assertThat(read.get("seconds").asInt()).isEqualTo(60);
        assertThat(read.get("bars").valueStream().map(bar -> bar.get("net").asInt()))
                .containsExactly(700, 0, 0, 0, 300, 0);
        assertThat(read.get("bars").valueStream().map(bar -> bar.get("orders").asInt()))
                .containsExactly(2, 0, 0, 0, 1, 0);
    }

    @Test
    void dark_is_toggled_and_remembered() {
        String light = background();
        find("#theme").click();
        String dark = background();
        assertThat(dark).isNotEqualTo(light);
        assertThat(find("#theme").getDomAttribute("aria-pressed")).isEqualTo("true");
        chromium.driver().navigate().refresh();
        awaitConnection("live");
        assertThat(background()).isEqualTo(dark);
        find("#theme").click();
        assertThat(background()).isEqualTo(light);
    }

    @Test
    void dark_follows_the_system_until_it_is_chosen() {
        String light = background();
        chromium.prefer("dark");
        assertThat(background()).isNotEqualTo(light);
        assertThat(find("#theme").getDomAttribute("aria-pressed")).isEqualTo("true");
    }

    @Test
    void the_keyboard_reaches_every_control() {
        Set<String> reached = new LinkedHashSet<>();
        for (int i = 0; i < 22; i++) {
            new Actions(chromium.driver()).sendKeys(Keys.TAB).perform();
            WebElement focused = chromium.driver().switchTo().activeElement();
            reached.add(
                    focused.getTagName()
                            + " "
                            + focused.getDomProperty("id")
                            + focused.getDomProperty("className")
                            + (focused.getTagName().equals("input")
                                    ? focused.getDomProperty("name")
                                    : ""));
        }
        assertThat(reached)
                .contains(
                        "a skip",
                        "button themeicon-button",
                        "input range",
                        "summary ",
                        "input measure",
                        "div movesscroll fill",
                        "div scroll feed",
                        "button disclose");
    }

    @Test
    void the_keyboard_changes_the_range_and_opens_the_table() {
        WebElement chosen = find("#ranges input:checked");
        String note = find("#bucket-note").getText();
        chosen.sendKeys(Keys.ARROW_LEFT);
        patiently()
                .untilAsserted(() -> assertThat(find("#bucket-note").getText()).isNotEqualTo(note));
        find("#sales-details summary").sendKeys(Keys.ENTER);
        patiently()
                .untilAsserted(
                        () ->
                                assertThat(
                                                chromium.driver()
                                                        .findElements(
                                                                By.cssSelector("#sales-rows tr")))
                                        .hasSizeGreaterThan(20));
    }

    @Test
    void a_screen_reader_finds_landmarks_headings_and_captions() {
        assertThat(chromium.evaluate("document.querySelectorAll('header, main, footer').length"))
                .isEqualTo(3L);
        assertThat(chromium.evaluate("document.querySelectorAll('h1').length")).isEqualTo(1L);
        assertThat(
                        chromium.evaluate(
                                "[...document.querySelectorAll('table')].filter(t =>"
                                        + " !t.caption?.textContent).length"))
                .isEqualTo(0L);
        assertThat(
                        chromium.evaluate(
                                "[...document.querySelectorAll('canvas')].filter(c =>"
                                        + " !c.getAttribute('aria-label')).length"))
                .isEqualTo(0L);
        assertThat(chromium.evaluate("document.querySelectorAll('[aria-live]').length"))
                .isEqualTo(1L);
        assertThat(chromium.evaluate("document.getElementById('summary').textContent"))
                .asString()
                .startsWith("So far today: net revenue £");
    }

    @Test
    void nothing_is_wider_than_the_window_at_any_width() throws IOException {
        for (int width : new int[] {360, 390, 620, 768, 1024, 1280, 1600}) {
            chromium.size(width, 900);
            assertThat(chromium.evaluate("document.documentElement.scrollWidth"))
                    .as("the page's width in a window of %d", width)
                    .isEqualTo((long) width);
        }
        Path pictures = Path.of("target", "screenshots");
        for (String theme : List.of("light", "dark")) {
            chromium.prefer(theme);
            for (int width : new int[] {390, 1280}) {
                chromium.picture(pictures.resolve("page-" + width + "-" + theme + ".png"), width);
            }
        }
    }

    // What the page is held to: the newest KPI point of each series, as it was written.

    private static final Map<String, JsonNode> newest = new HashMap<>();

    private static void feedUntil(Instant end) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (shop.now().isBefore(end)) {
            records.addAll(shopRecords());
        }
        broker.commit(records);
    }

    private static List<ProducerRecord<byte[], byte[]>> shopRecords() {
        List<ProducerRecord<byte[], byte[]>> records = shop.nextWindow();
        for (ProducerRecord<byte[], byte[]> record : records) {
            if (record.topic().equals(Records.KPIS)) {
                JsonNode point = JsonMapper.shared().readTree(record.value());
                String tag =
                        point.get("tags")
                                .valueStream()
                                .map(JsonNode::asString)
                                .findFirst()
                                .orElse("");
                newest.put((point.get("measurement").asString() + " " + tag).strip(), point);
            }
        }
        return records;
    }

    private static String kpi(String measurement, String field) {
        return newest.get(measurement).get("fields").get(field).asString();
    }

    private static void awaitFigure(String name, String expected) {
        patiently()
                .untilAsserted(
                        () -> {
                            String shown =
                                    find("[data-kpi=" + name + "]").getDomAttribute("data-value");
                            assertThat(shown).as(name).isNotNull();
                            assertThat(Double.parseDouble(shown))
                                    .as(name)
                                    .isEqualTo(Double.parseDouble(expected));
                        });
    }

    private static void awaitConnection(String state) {
        patiently()
                .untilAsserted(
                        () ->
                                assertThat(find("#connection").getDomAttribute("data-state"))
                                        .isEqualTo(state));
    }

    /** The page replaces rows while it is looked at: what was found may be gone a moment later. */
    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).ignoreException(StaleElementReferenceException.class);
    }

    private static WebElement find(String selector) {
        return chromium.driver().findElement(By.cssSelector(selector));
    }

    private static String background() {
        return (String) chromium.evaluate("getComputedStyle(document.body).backgroundColor");
    }
}
