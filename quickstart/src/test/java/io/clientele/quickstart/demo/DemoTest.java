package io.clientele.quickstart.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.kpi.KpiJson;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.job.Settings;
import io.clientele.job.Topics;
import io.clientele.quickstart.embedded.Awaiting;
import io.clientele.quickstart.embedded.Ports;
import io.clientele.quickstart.feed.FeedEvent;
import io.clientele.quickstart.feed.Pace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The whole system, from events in Kafka to the numbers that a browser shows. Leaves a picture of
 * the page in {@code target/pictures}: the README's.
 */
class DemoTest {

    private static final Path GATEWAY = Path.of("..", "gateway", "target", "clientele-gateway.jar");
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path profile;

    @Test
    void the_page_shows_what_the_job_tells_of_the_events_and_goes_on_moving() throws Exception {
        assumeTrue(Files.exists(GATEWAY), "skipped: the gateway's jar is not built");
        assumeTrue(
                CHROMIUM.canExecute() && DRIVER.canExecute(),
                "skipped: neither chromium nor chromedriver is in /usr/bin");
        Iterator<FeedEvent> events = FeedEvent.of(new Simulator(SimulatorSettings.of(2_000, 1)));
        Settings settings =
                Settings.live(ReportingCurrency.only("USD"))
                        .withKpiWindow(Duration.ofHours(1))
                        .withDisorder(Duration.ofMinutes(10));
        try (DemoSystem system =
                        DemoSystem.start(
                                new DemoPorts(
                                        Ports.free(), Ports.free(), Ports.free(), Ports.free()),
                                GATEWAY,
                                settings,
                                part -> {});
                DemoProgress progress = new DemoProgress(system.brokers())) {
            ChromeDriver browser = browser();
            try {
                browser.get(system.page().toString());
                long first = feed(4_000, events, system, progress, 0);
                KpiPoint early = awaitOnPage(browser, system);
                feed(4_000, events, system, progress, first);
                KpiPoint late = awaitOnPage(browser, system);

                feed(2, malformed().iterator(), system, progress, first + 4_000);

                assertThat(late.time()).isAfter(early.time());
                assertThatDeadLettersTellWhy(system.brokers());
                assertThat(progress.customers()).isPositive();
                assertThat(system.points()).isPositive();
                system.requireHealthy();

                feed(40_000, events, system, progress, first + 4_002);
                awaitOnPage(browser, system);
                Awaiting.until(
                        "alerts of shipped rules",
                        () ->
                                progress.alerts()
                                        .keySet()
                                        .containsAll(
                                                List.of(
                                                        "cart-abandoned",
                                                        "first-repeat-purchase")));
                picture(browser);
            } finally {
                browser.quit();
            }
        }
    }

    private static List<FeedEvent> malformed() {
        return Stream.of("no json", "{\"messageId\":\"m\",\"timestamp\":\"yesterday\"}")
                .map(text -> text.getBytes(UTF_8))
                .map(value -> new FeedEvent("k", value, OptionalLong.empty(), value.length))
                .toList();
    }

    private static void assertThatDeadLettersTellWhy(String brokers) {
        List<ConsumerRecord<byte[], byte[]>> letters = committed(Topics.DEAD_LETTERS, brokers);
        assertThat(letters)
                .extracting(letter -> new String(letter.value(), UTF_8))
                .containsExactlyInAnyOrder(
                        "no json", "{\"messageId\":\"m\",\"timestamp\":\"yesterday\"}");
        assertThat(letters)
                .extracting(letter -> header("reason", letter))
                .containsExactlyInAnyOrder("not_json", "invalid_timestamp");
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            assertThat(header("topic", letter)).isEqualTo(Topics.EVENTS);
            assertThat(header("length", letter)).isEqualTo(Integer.toString(letter.value().length));
            assertThat(header("message", letter)).contains("expected");
            assertThat(header("sha256", letter)).hasSize(64);
            assertThat(new String(letter.key(), UTF_8)).isEqualTo("k");
        }
    }

    private static String header(String name, ConsumerRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    /** Sends events and waits until the job has processed all of them. */
    private static long feed(
            int count,
            Iterator<FeedEvent> events,
            DemoSystem system,
            DemoProgress progress,
            long before)
            throws Exception {
        List<FeedEvent> batch = IntStream.range(0, count).mapToObj(i -> events.next()).toList();
        try (DemoFeed feed =
                DemoFeed.start(system.brokers(), batch.iterator(), new Pace.Unlimited())) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (progress.processed() < before + count) {
                assertThat(feed.failure()).isEmpty();
                assertThat(System.nanoTime()).as("processed in time").isLessThan(deadline);
                progress.customers();
            }
        }
        return before + count;
    }

    /** Waits until the page shows the newest of the committed KPIs. */
    private static KpiPoint awaitOnPage(ChromeDriver browser, DemoSystem system) {
        return new WebDriverWait(browser, PATIENCE)
                .until(
                        page -> {
                            KpiPoint sales = newestSales(system.brokers()).orElse(null);
                            boolean shown =
                                    sales != null
                                            && shows(browser, "orders", sales, "day_orders")
                                            && shows(
                                                    browser,
                                                    "net_revenue",
                                                    sales,
                                                    "day_net_revenue");
                            return shown ? sales : null;
                        });
    }

    private static boolean shows(
            ChromeDriver browser, String figure, KpiPoint sales, String field) {
        String shown =
                browser.findElement(By.cssSelector("[data-kpi=" + figure + "]"))
                        .getDomAttribute("data-value");
        return sales.fields().get(field).toString().equals(shown);
    }

    private static Optional<KpiPoint> newestSales(String brokers) {
        return committed(Topics.KPIS, brokers).stream()
                .map(record -> KpiJson.read(record.value()))
                .filter(point -> point.measurement().equals("sales"))
                .reduce((one, other) -> other.time().isBefore(one.time()) ? one : other);
    }

    /** All that is committed to a topic by now. */
    private static List<ConsumerRecord<byte[], byte[]>> committed(String topic, String brokers) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", brokers, "isolation.level", "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static void picture(ChromeDriver browser) throws IOException {
        browser.manage().window().setSize(new Dimension(1_280, 900));
        awaitPaint(browser);
        Number height =
                (Number) browser.executeScript("return document.documentElement.scrollHeight");
        // A window is higher than what it shows by what the browser puts around it.
        Number shown = (Number) browser.executeScript("return window.innerHeight");
        browser.manage()
                .window()
                .setSize(new Dimension(1_280, 900 + height.intValue() - shown.intValue()));
        awaitPaint(browser);
        Path pictures = Files.createDirectories(Path.of("target", "pictures"));
        Files.write(pictures.resolve("live-page.png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    private static void awaitPaint(ChromeDriver browser) {
        browser.executeAsyncScript(
                "const done = arguments[0];"
                        + "requestAnimationFrame(() => requestAnimationFrame(() => done()));");
    }

    private ChromeDriver browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile.resolve("chromium"));
        return new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
    }
}
