package io.clientele.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Makes the savepoint of a release, to be checked in; {@code docs/operations.md} has the command.
 * It is not run with the tests. The name of the release is in {@code clientele.savepoint.version}.
 */
class SavepointMaker {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    private static final int SEED = 1;
    private static final int CUSTOMERS = 40;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Map.Entry<Long, String>> arrivals = new ArrayList<>();

    @Test
    void make_the_savepoint_of_a_release() throws Exception {
        String version = System.getProperty("clientele.savepoint.version", "");
        if (!version.matches("[0-9]+\\.[0-9]+\\.[0-9]+")) {
            throw new IllegalArgumentException(
                    "clientele.savepoint.version: \"%s\", expected a release such as 0.1.0"
                            .formatted(version));
        }
        Path folder = Path.of("src", "test", "resources", "savepoints", version).toAbsolutePath();
        if (Files.exists(folder)) {
            throw new IllegalArgumentException(
                    "%s is there, expected no savepoint of this release".formatted(folder));
        }
        Files.createDirectories(folder);
        record(folder.resolve("records.jsonl.gz"));
        stopInTheMiddle(folder);
    }

    private static void stopInTheMiddle(Path folder) throws Exception {
        RecordedShop shop = RecordedShop.in(folder);
        Configuration configuration = LiveJob.requirements();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
        var environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(1);
        shop.define(
                environment,
                RateLimiterStrategy.perCheckpoint(shop.size() / 40),
                new RecordedShop.Telling("making"));
        JobClient job = environment.executeAsync("making");
        while (shop.seen() < shop.size() / 2) {
            LockSupport.parkNanos(1_000_000);
        }
        Path taken =
                Path.of(
                        URI.create(
                                job.stopWithSavepoint(
                                                false,
                                                folder.toUri().toString(),
                                                SavepointFormatType.CANONICAL)
                                        .get()));
        Files.move(taken, folder.resolve("state"));
    }

    private void record(Path file) throws IOException {
        Simulator simulator =
                new Simulator(SimulatorSettings.of(CUSTOMERS, SEED).startingAt(RecordedShop.START));
        for (SimulatedEvent event = simulator.next();
                event.timestamp() <= RecordedShop.end();
                event = simulator.next()) {
            String line = new String(event.value(), UTF_8);
            add(event.timestamp(), line);
            if (random.nextInt(30) == 0) {
                add(event.timestamp(), line);
            }
            if (random.nextInt(100) == 0) {
                add(event.timestamp(), line.substring(0, line.length() / 2));
            }
            if (line.contains("\"event\":\"Order Completed\"") && line.contains("\"userId\"")) {
                cancelSome(event);
            }
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            arrivals.sort(Map.Entry.comparingByKey());
            for (Map.Entry<Long, String> arrival : arrivals) {
                out.write((arrival.getValue() + "\n").getBytes(UTF_8));
            }
        }
    }

    /** Cancels every second order without its amount, some days later. */
    private void cancelSome(SimulatedEvent order) {
        String text = new String(order.value(), UTF_8);
        String id = text.replaceFirst(".*\"order_id\":\"([^\"]+)\".*", "$1");
        long time = order.timestamp() + random.nextLong(Duration.ofDays(4).toMillis());
        if (random.nextBoolean() && time <= RecordedShop.end()) {
            add(
                    time,
                    """
                    {"messageId":"cancel-%s","type":"track","event":"Order Cancelled","userId":"%s","timestamp":"%s","properties":{"order_id":"%s"}}"""
                            .formatted(id, order.key(), Instant.ofEpochMilli(time), id));
        }
    }

    private void add(long time, String line) {
        arrivals.add(Map.entry(time + random.nextLong(RecordedShop.DISORDER.toMillis()), line));
    }
}
