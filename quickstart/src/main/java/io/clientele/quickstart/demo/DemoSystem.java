package io.clientele.quickstart.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.job.LiveJob;
import io.clientele.job.Settings;
import io.clientele.job.Topics;
import io.clientele.job.delivery.InfluxSettings;
import io.clientele.job.delivery.InfluxSink;
import io.clientele.job.delivery.KpiDelivery;
import io.clientele.job.pattern.RuleRecord;
import io.clientele.job.publish.RulePublisher;
import io.clientele.quickstart.embedded.EmbeddedFlink;
import io.clientele.quickstart.embedded.EmbeddedKafka;
import io.clientele.quickstart.embedded.EmbeddedStore;
import io.clientele.rules.shipped.RuleLibrary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The running system: broker, cluster with the two jobs, store and gateway. What has been started
 * is stopped in the opposite order.
 */
final class DemoSystem implements AutoCloseable {

    /** The consumer group of the main job. */
    static final String GROUP = "clientele-demo";

    private static final int PARALLELISM = 2;

    /** How often results become visible. */
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(1);

    /** A past that is played again is as far from its records' time as it likes. */
    private static final Duration ANY_TIME = Duration.ofDays(400_000);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration RULES_READ = Duration.ofSeconds(60);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Path logs;
    private EmbeddedKafka kafka;
    private EmbeddedStore store;
    private EmbeddedFlink flink;
    private GatewayProcess gateway;
    private List<JobID> jobs = List.of();

    private DemoSystem(Path logs) {
        this.logs = logs;
    }

    /**
     * Starts everything.
     *
     * @param ports where everything listens
     * @param progress is told what is being started
     * @throws IOException if something does not start, naming it; all that had started is stopped
     */
    static DemoSystem start(
            DemoPorts ports, Path gatewayJar, Settings settings, Consumer<String> progress)
            throws Exception {
        DemoSystem system = new DemoSystem(Files.createTempDirectory("clientele-demo"));
        try {
            system.startAll(ports, gatewayJar, settings, progress);
            return system;
        } catch (Exception failure) {
            system.close();
            throw failure;
        }
    }

    private void startAll(
            DemoPorts ports, Path gatewayJar, Settings settings, Consumer<String> progress)
            throws Exception {
        ports.requireFree();
        progress.accept("Kafka");
        kafka = keep(EmbeddedKafka.start(ports.kafka()));
        kafka.createTopics(Topics.specifications(PARALLELISM));
        publishRules();
        gateway =
                keep(
                        GatewayProcess.start(
                                gatewayJar,
                                ports.gateway(),
                                kafka.brokers(),
                                logs.resolve("gateway.log")));
        progress.accept("the time-series store");
        store = keep(EmbeddedStore.start(ports.store()));
        progress.accept("Flink");
        flink = keep(EmbeddedFlink.start(ports.flink(), 2 * PARALLELISM));
        jobs = List.of(submitMainJob(settings), submitDelivery());
        progress.accept("the gateway");
        gateway.awaitReady();
        progress.accept("the rules");
        awaitRules();
    }

    private void publishRules() throws IOException, InterruptedException {
        Properties connection = new Properties();
        connection.setProperty("bootstrap.servers", kafka.brokers());
        try (RulePublisher publisher = RulePublisher.connect(connection, PATIENCE)) {
            publisher.publish(
                    RuleLibrary.sources().stream()
                            .map(rule -> RuleRecord.of(rule.name(), rule.text()))
                            .toList());
        }
    }

    /**
     * Waits until the job has answered each rule: the shop opens when they are in force, and its
     * first days do not pile up before a job that is still reading them.
     */
    private void awaitRules() throws IOException, InterruptedException {
        Set<String> awaited = new HashSet<>();
        RuleLibrary.sources().forEach(rule -> awaited.add(rule.name()));
        TopicPartition only = new TopicPartition(Topics.RULE_STATUS, 0);
        long deadline = System.nanoTime() + RULES_READ.toNanos();
        try (KafkaConsumer<byte[], byte[]> answers =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                kafka.brokers(),
                                "isolation.level",
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            answers.assign(List.of(only));
            answers.seekToBeginning(List.of(only));
            while (!awaited.isEmpty()) {
                requireHealthy();
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "the job did not answer the rules %s within %d s"
                                    .formatted(awaited, RULES_READ.toSeconds()));
                }
                answers.poll(Duration.ofMillis(100))
                        .forEach(answer -> awaited.remove(new String(answer.key(), UTF_8)));
            }
        }
    }

    private JobID submitMainJob(Settings settings) throws IOException, InterruptedException {
        var environment =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        withCheckpoints(LiveJob.requirements()));
        environment.setParallelism(PARALLELISM);
        new LiveJob(kafka.brokers(), GROUP, LiveJob.Pace.EVENTS_ONLY, ANY_TIME, settings)
                .withRules()
                .define(environment);
        return flink.submit(environment);
    }

    private JobID submitDelivery() throws IOException, InterruptedException {
        var environment =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        withCheckpoints(KpiDelivery.configuration()));
        environment.setParallelism(1);
        KpiDelivery.define(
                environment,
                KpiDelivery.source(kafka.brokers()),
                new InfluxSink(
                        InfluxSettings.of(store.url().toString(), "clientele", "clientele", "")));
        return flink.submit(environment);
    }

    private Configuration withCheckpoints(Configuration configuration) {
        return configuration
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY)
                .set(StateBackendOptions.STATE_BACKEND, "hashmap")
                .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        logs.resolve("checkpoints").toUri().toString())
                .set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    }

    String brokers() {
        return kafka.brokers();
    }

    URI page() {
        return gateway.url();
    }

    URI flinkPage() {
        return flink.url();
    }

    URI storePage() {
        return store.url();
    }

    /** KPI points in the store. */
    long points() throws IOException, InterruptedException {
        return store.points();
    }

    /**
     * Looks whether everything is still at work.
     *
     * @throws IOException naming what is not
     */
    void requireHealthy() throws IOException, InterruptedException {
        for (JobID job : jobs) {
            JobStatus status = flink.status(job);
            if (status.isTerminalState()) {
                throw new IOException(
                        "the job %s is %s, see %s".formatted(job, status, flink.url()));
            }
        }
        if (!gateway.isAlive()) {
            throw new IOException("the gateway has ended, see " + logs.resolve("gateway.log"));
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }

    /** Jobs go first, so that nothing that they need is missed by them. */
    @Override
    public synchronized void close() {
        for (JobID job : jobs) {
            try {
                flink.cancel(job);
            } catch (IOException alreadyOver) {
                // It has ended by itself.
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
        jobs = List.of();
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception failure) {
                System.err.println(
                        "clientele: %s did not stop cleanly: %s"
                                .formatted(part.getClass().getSimpleName(), failure.getMessage()));
            }
        }
    }
}
