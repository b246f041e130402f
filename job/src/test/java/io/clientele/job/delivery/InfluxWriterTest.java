package io.clientele.job.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.clientele.job.delivery.StoreServer.await;
import static io.clientele.job.delivery.StoreServer.fails;
import static io.clientele.job.delivery.StoreServer.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.clientele.job.delivery.InfluxSettings.Backoff;
import io.clientele.job.delivery.InfluxSettings.Batch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InfluxWriterTest {

    private final StoreServer store = new StoreServer();
    private final ManualClock clock = new ManualClock();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final List<Duration> pauses = new ArrayList<>();

    private static final SinkWriter.Context CONTEXT =
            new SinkWriter.Context() {
                @Override
                public long currentWatermark() {
                    return Long.MIN_VALUE;
                }

                @Override
                public Long timestamp() {
                    return 0L;
                }
            };

    @AfterEach
    void stop() {
        clock.close();
        store.close();
    }

    @Test
    void a_batch_goes_out_when_it_holds_enough_points() throws Exception {
        try (InfluxWriter writer = writer(store.settings().withBatch(batch(3, 1_000_000)))) {
            write(writer, points(7));
            assertThat(store.requests()).hasSize(2);

            writer.flush(true);
        }

        assertThat(store.requests().stream().map(StoreServer::lines).map(List::size))
                .containsExactly(3, 3, 1);
        assertThat(store.storedLines()).isEqualTo(points(7));
        assertThat(metrics.count("pointsWritten")).isEqualTo(7);
        assertThat(metrics.count("batchesWritten")).isEqualTo(3);
    }

    @Test
    void a_batch_never_holds_more_bytes_than_allowed() throws Exception {
        List<String> points = points(6).subList(1, 6);
        int length = points.get(0).length() + 1;
        try (InfluxWriter writer = writer(store.settings().withBatch(batch(1_000, 2 * length)))) {
            write(writer, points);
            writer.flush(true);
        }

        assertThat(store.requests().stream().map(StoreServer::lines).map(List::size))
                .containsExactly(2, 2, 1);
    }

    @Test
    void a_point_waits_for_others_no_longer_than_the_batch_age() throws Exception {
        try (InfluxWriter writer = writer(store.settings())) {
            write(writer, points(2));
            clock.advance(999);
            assertThat(store.requests()).isEmpty();
            assertThat(metrics.value("oldestUnwrittenPointAgeMs")).isEqualTo(999L);

            clock.advance(1);

            assertThat(store.storedLines()).isEqualTo(points(2));
            assertThat(metrics.value("oldestUnwrittenPointAgeMs")).isEqualTo(0L);
        }
    }

    @Test
    void the_age_counts_from_the_first_point_of_each_batch() throws Exception {
        try (InfluxWriter writer = writer(store.settings().withBatch(batch(2, 1_000_000)))) {
            write(writer, points(1));
            clock.advance(900);
            write(writer, points(2));
            assertThat(store.requests()).hasSize(1);

            clock.advance(100);
            assertThat(store.requests()).hasSize(1);

            clock.advance(900);
            assertThat(store.requests()).hasSize(2);
        }
    }

    @Test
    void requests_are_gzipped_and_name_org_bucket_precision_and_token() throws Exception {
        try (InfluxWriter writer = writer(store.settings())) {
            write(writer, points(2));
            writer.flush(false);
        }

        LoggedRequest request = store.requests().get(0);
        assertThat(request.getUrl()).startsWith("/api/v2/write?");
        assertThat(request.queryParameter("org").firstValue()).isEqualTo("shop");
        assertThat(request.queryParameter("bucket").firstValue()).isEqualTo("kpis");
        assertThat(request.queryParameter("precision").firstValue()).isEqualTo("ms");
        assertThat(request.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(request.getHeader("Authorization")).isEqualTo("Token " + StoreServer.TOKEN);
    }

    @Test
    void without_a_token_none_is_sent() throws Exception {
        InfluxSettings open =
                InfluxSettings.of("http://127.0.0.1:" + store.port(), "shop", "kpis", "");
        try (InfluxWriter writer = writer(open)) {
            write(writer, points(1));
            writer.flush(false);
        }

        assertThat(store.requests().get(0).containsHeader("Authorization")).isFalse();
    }

    @Test
    void a_busy_store_is_asked_again_after_the_time_that_it_asked_for() throws Exception {
        store.answersFirst(
                fails(503, "starting").withHeader("Retry-After", "7"),
                fails(429, "too many writes").withHeader("Retry-After", "11"),
                fails(500, "oops"));
        try (InfluxWriter writer = writer(store.settings())) {
            write(writer, points(2));
            writer.flush(false);
        }

        assertThat(store.storedLines()).isEqualTo(points(2));
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(7_000), Duration.ofMillis(7_001));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(11_000), Duration.ofMillis(11_002));
        assertThat(pauses.get(2)).isBetween(Duration.ZERO, Duration.ofMillis(4));
        assertThat(metrics.count("pointsRetried")).isEqualTo(6);
        assertThat(metrics.count("pointsWritten")).isEqualTo(2);
    }

    @Test
    void waits_grow_are_bounded_and_follow_from_the_seed() throws Exception {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(800), 40, 42);
        store.answers(fails(503, "down"));
        List<Duration> first = pausesUntilItGivesUp(backoff);
        List<Duration> second = pausesUntilItGivesUp(backoff);

        assertThat(first).hasSize(40).isEqualTo(second);
        assertThat(first.get(0)).isLessThanOrEqualTo(Duration.ofMillis(100));
        assertThat(first.get(1)).isLessThanOrEqualTo(Duration.ofMillis(200));
        assertThat(first.get(2)).isLessThanOrEqualTo(Duration.ofMillis(400));
        assertThat(first).allMatch(pause -> pause.compareTo(Duration.ofMillis(800)) <= 0);
        assertThat(first).anyMatch(pause -> pause.compareTo(Duration.ofMillis(400)) > 0);
    }

    private List<Duration> pausesUntilItGivesUp(Backoff backoff) throws Exception {
        pauses.clear();
        try (InfluxWriter writer = writer(store.settings().withBackoff(backoff))) {
            write(writer, points(1));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> writer.flush(false))
                    .withMessageContaining("did not take 1 points in 41 attempts")
                    .withMessageContaining("503");
        }
        return List.copyOf(pauses);
    }

    @Test
    void a_lost_connection_is_tried_again() throws Exception {
        store.answersFirst(
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
                aResponse().withFault(Fault.EMPTY_RESPONSE));
        try (InfluxWriter writer = writer(store.settings())) {
            write(writer, points(3));
            writer.flush(false);
        }

        assertThat(store.storedLines()).isEqualTo(points(3));
        assertThat(pauses).hasSize(2);
    }

    @Test
    void a_store_that_does_not_answer_in_time_is_tried_again() throws Exception {
        store.answersFirst(stored().withFixedDelay(30_000));
        try (InfluxWriter writer = writer(store.settings().withTimeout(Duration.ofMillis(200)))) {
            write(writer, points(3));
            writer.flush(false);
        }

        assertThat(pauses).hasSize(1);
        assertThat(metrics.count("pointsWritten")).isEqualTo(3);
    }

    @Test
    void a_store_that_is_started_again_on_the_same_port_gets_every_point() throws Exception {
        int port = store.port();
        InfluxSettings settings = store.settings();
        try (StoreRestart restart = new StoreRestart(port);
                InfluxWriter writer =
                        new InfluxWriter(settings, clock, metrics, 0, restart::onThirdPause)) {
            write(writer, points(2));
            writer.flush(false);
            store.close();

            write(writer, points(5));
            writer.flush(false);

            assertThat(restart.store().storedLines()).isEqualTo(points(5));
        }
    }

    private static final class StoreRestart implements AutoCloseable {
        private final int port;
        private final List<StoreServer> started = new ArrayList<>();
        private int pauses;

        private StoreRestart(int port) {
            this.port = port;
        }

        private void onThirdPause(Duration pause) {
            if (++pauses == 3) {
                started.add(new StoreServer(port));
            }
        }

        private StoreServer store() {
            return started.get(0);
        }

        @Override
        public void close() {
            started.forEach(StoreServer::close);
        }
    }

    @Test
    void one_refused_point_of_a_thousand_is_set_aside_and_the_rest_is_written() throws Exception {
        store.answersWhere("orders=617i", fails(400, "partial write: field type conflict"));
        try (CapturedLog log = new CapturedLog();
                InfluxWriter writer = writer(store.settings())) {
            write(writer, points(1_000));

            assertThat(metrics.count("pointsWritten")).isEqualTo(999);
            assertThat(metrics.count("pointsRefused")).isEqualTo(1);
            assertThat(log.messages().stream().filter(m -> m.contains("is set aside")))
                    .singleElement()
                    .asString()
                    .contains("sales orders=617i 617000")
                    .contains("partial write: field type conflict");
        }

        List<String> expected = new ArrayList<>(points(1_000));
        expected.remove("sales orders=617i 617000");
        assertThat(store.storedLines()).isEqualTo(expected);
        assertThat(store.requests()).hasSizeLessThan(25);
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_batch_that_is_too_large_for_the_store_is_halved() throws Exception {
        store.answersFirst(fails(413, "too large"), fails(413, "too large"));
        try (InfluxWriter writer = writer(store.settings())) {
            write(writer, points(8));
            writer.flush(false);
        }

        assertThat(store.storedLines()).isEqualTo(points(8));
        assertThat(metrics.count("pointsRefused")).isEqualTo(0);
    }

    @Test
    void a_checkpoint_during_an_outage_ends_only_when_every_point_is_stored() throws Exception {
        store.answers(fails(503, "down"));
        try (InfluxWriter writer = writer(store.settings())) {
            write(writer, points(10));
            CompletableFuture<Void> checkpoint = CompletableFuture.runAsync(() -> flush(writer));
            await("three attempts", () -> store.requests().size() >= 3);
            assertThat(checkpoint).isNotDone();
            assertThat(store.storedLines()).isEmpty();

            store.answers(stored());
            checkpoint.get(20, TimeUnit.SECONDS);
        }

        assertThat(store.storedLines()).isEqualTo(points(10));
    }

    private static void flush(InfluxWriter writer) {
        try {
            writer.flush(false);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void a_store_that_rejects_the_settings_fails_the_job_and_the_message_says_where()
            throws Exception {
        for (int status : new int[] {401, 403, 404}) {
            // The worst case: a store that repeats the token.
            store.answers(fails(status, "unknown token " + StoreServer.TOKEN));
            try (InfluxWriter writer = writer(store.settings())) {
                write(writer, points(1));
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> writer.flush(false))
                        .withMessageContaining("http://127.0.0.1:" + store.port())
                        .withMessageContaining("org shop")
                        .withMessageContaining("bucket kpis")
                        .withMessageContaining("HTTP %d", status)
                        .withMessageContaining("unknown token ***");
            }
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void the_token_is_never_logged() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            store.answersFirst(
                    fails(503, "overloaded, " + StoreServer.TOKEN),
                    aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
            try (InfluxWriter writer = writer(store.settings())) {
                write(writer, points(2));
                writer.flush(false);
                store.answers(fails(400, "bad point " + StoreServer.TOKEN));
                write(writer, points(2));
                writer.flush(false);
            }

            assertThat(log.messages()).anyMatch(message -> message.contains("is not available"));
            assertThat(log.messages()).anyMatch(message -> message.contains("is set aside"));
            assertThat(log.messages()).noneMatch(message -> message.contains(StoreServer.TOKEN));
        }
    }

    @Test
    void an_interrupt_ends_the_wait_for_an_answer() throws Exception {
        store.answers(stored().withFixedDelay(600_000));
        InfluxSettings patient = store.settings().withTimeout(Duration.ofMinutes(10));
        assertThat(interruptedAfter(patient, Duration.ZERO))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void an_interrupt_ends_the_wait_between_attempts() throws Exception {
        store.answers(fails(503, "down").withHeader("Retry-After", "3600"));
        assertThat(interruptedAfter(store.settings(), Duration.ofHours(1)))
                .isInstanceOf(InterruptedException.class);
    }

    private Throwable interruptedAfter(InfluxSettings settings, Duration expectedPause)
            throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        CompletableFuture<Duration> paused = new CompletableFuture<>();
        try (InfluxWriter writer =
                new InfluxWriter(
                        settings,
                        clock,
                        metrics,
                        0,
                        pause -> {
                            paused.complete(pause);
                            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                        })) {
            Thread task =
                    new Thread(
                            () -> {
                                try {
                                    write(writer, points(1));
                                    writer.flush(false);
                                    end.complete(new AssertionError("was not interrupted"));
                                } catch (Exception failure) {
                                    end.complete(failure);
                                }
                            });
            task.start();
            if (expectedPause.isZero()) {
                await("the request", () -> store.arrivals() > 0);
            } else {
                assertThat(paused.get(20, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(expectedPause);
            }
            task.interrupt();
            return end.get(5, TimeUnit.SECONDS);
        }
    }

    private InfluxWriter writer(InfluxSettings settings) {
        return new InfluxWriter(settings, clock, metrics, 0, pauses::add);
    }

    private static Batch batch(int points, int bytes) {
        return new Batch(points, bytes, Duration.ofSeconds(1));
    }

    private static void write(InfluxWriter writer, List<String> points)
            throws IOException, InterruptedException {
        for (String point : points) {
            writer.write(point, CONTEXT);
        }
    }

    private static List<String> points(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "sales orders=%di %d".formatted(i, i * 1_000L))
                .toList();
    }
}
