package io.clientele.quickstart.faults;

import io.clientele.analytics.kpi.KpiJson;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.job.CustomerIntelligence;
import io.clientele.job.LiveJob;
import io.clientele.job.StreamTypes;
import io.clientele.job.Topics;
import io.clientele.job.delivery.InfluxSettings;
import io.clientele.job.delivery.InfluxSink;
import io.clientele.job.delivery.KpiDelivery;
import io.clientele.job.ingest.EventWatermarks;
import io.clientele.job.ingest.TopicEvents;
import io.clientele.job.publish.TopicDestinations;
import io.clientele.quickstart.embedded.Awaiting;
import io.clientele.quickstart.embedded.CommittedRecords;
import io.clientele.quickstart.embedded.EmbeddedKafka;
import io.clientele.quickstart.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A broker, a store behind a gate, and a cluster of two task managers with two slots each; the main
 * job runs on RocksDB, exactly once.
 */
final class Machines implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String GROUP = "faults";
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(1);
    private static final TopicPartition KPIS = new TopicPartition(Topics.KPIS, 0);

    /** Never, for what a run takes: what comes when is not to be told by the clock. */
    private static final Duration QUIET = Duration.ofDays(1);

    private final String run;
    private final Path folder;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final EmbeddedKafka kafka;
    private final EmbeddedStore store;
    private final StoreGate gate;
    private final MiniCluster cluster;
    private final List<Integer> taskManagers = new ArrayList<>(List.of(0, 1));

    /**
     * Starts them.
     *
     * @param run tells this run from others in this process
     * @param folder for checkpoints and savepoints
     */
    Machines(String run, Path folder) throws Exception {
        this.run = run;
        this.folder = folder.resolve(run);
        try {
            kafka = keep(EmbeddedKafka.start(0));
            kafka.createTopics(Topics.specifications(Shop.PARTITIONS));
            store = keep(EmbeddedStore.start(0));
            gate = keep(new StoreGate(store.url()));
            cluster = keep(new MiniCluster(twoTaskManagers()));
            cluster.start();
        } catch (Exception failure) {
            close();
            throw failure;
        }
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    EmbeddedStore store() {
        return store;
    }

    StoreGate gate() {
        return gate;
    }

    Passage.Traps traps() {
        return Passage.traps(run);
    }

    /** Starts the main job, from a savepoint if there is one. */
    JobID submitMainJob(int parallelism, Optional<String> savepoint) throws Exception {
        var environment =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        configuration(LiveJob.requirements()));
        environment.setParallelism(parallelism);
        Properties connection = new Properties();
        connection.setProperty("bootstrap.servers", kafka.brokers());
        var settings = Shop.settings();
        var incoming =
                environment
                        .fromSource(
                                TopicEvents.source(
                                        connection,
                                        GROUP,
                                        settings.currency(),
                                        Duration.ofHours(1)),
                                EventWatermarks.ofTopics(settings.disorder(), QUIET),
                                Topics.EVENTS)
                        .uid("events")
                        .map(new Passage(run))
                        .returns(StreamTypes.INCOMING)
                        .name("passage")
                        .uid("passage");
        CustomerIntelligence.define(
                incoming, settings, new TopicDestinations(settings, connection, GROUP).all());
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        savepoint
                .map(SavepointRestoreSettings::forPath)
                .ifPresent(graph::setSavepointRestoreSettings);
        return cluster.submitJob(graph).get().getJobID();
    }

    /** Starts the delivery of KPI points to the store, through the gate. */
    JobID submitDelivery() throws Exception {
        var environment =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        configuration(KpiDelivery.configuration()));
        environment.setParallelism(1);
        InfluxSettings settings =
                InfluxSettings.of(gate.url().toString(), "clientele", "clientele", "");
        KpiDelivery.define(
                environment,
                KpiDelivery.source(kafka.brokers()),
                new InfluxSink(
                        settings.withBackoff(
                                new InfluxSettings.Backoff(
                                        Duration.ofMillis(100),
                                        Duration.ofSeconds(1),
                                        Long.MAX_VALUE,
                                        1))));
        return cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
    }

    /**
     * Stops a task manager, with all that it is at, and starts another.
     *
     * @param which of the two, 0 or 1
     */
    void replaceTaskManager(int which) throws Exception {
        int chosen = taskManagers.remove(which);
        cluster.terminateTaskManager(chosen).get();
        // The cluster numbers all that it ever started.
        taskManagers.add(Math.max(chosen, taskManagers.get(0)) + 1);
        cluster.startTaskManager();
    }

    JobStatus status(JobID job) throws Exception {
        return cluster.getJobStatus(job).get();
    }

    CheckpointStatsSnapshot checkpoints(JobID job) throws Exception {
        return cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
    }

    /** Waits until the main job has told, and committed, the end of the second day after all. */
    void awaitTheEnd() throws Exception {
        Instant end = Instant.ofEpochMilli(Shop.end()).plus(Duration.ofDays(2));
        try (Committed kpis = new Committed(Topics.KPIS, kafka.brokers())) {
            Awaiting.until(
                    "the last day",
                    () ->
                            kpis.has(
                                    record -> {
                                        KpiPoint point = KpiJson.read(record.value());
                                        return point.measurement().equals("segments")
                                                && !point.time().isBefore(end);
                                    }));
        }
    }

    /** Stops a job with a savepoint, after which all that it told is committed. */
    String stop(JobID job) throws Exception {
        String savepoint =
                cluster.stopWithSavepoint(
                                job,
                                folder.resolve("savepoints").toUri().toString(),
                                false,
                                SavepointFormatType.CANONICAL)
                        .get(2, TimeUnit.MINUTES);
        cluster.requestJobResult(job).get(2, TimeUnit.MINUTES);
        return savepoint;
    }

    void cancel(JobID job) throws Exception {
        cluster.cancelJob(job).get();
        cluster.requestJobResult(job).get();
    }

    /** Waits until the store has all points that are in the topic, to which none comes any more. */
    void awaitDelivery() throws Exception {
        // Behind the last point there may be marks of transactions, which nobody is handed.
        var points = CommittedRecords.of(Topics.KPIS, kafka.brokers());
        long last = points.get(points.size() - 1).offset();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
            Awaiting.until("the delivery of all points", () -> delivered(admin) > last);
        }
    }

    /** Up to which place of the topic of points the delivery has committed. */
    private static long delivered(Admin admin) throws Exception {
        OffsetAndMetadata offset =
                admin.listConsumerGroupOffsets(KpiDelivery.GROUP)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(KPIS);
        return offset == null ? -1 : offset.offset();
    }

    private static long told(Admin admin) throws InterruptedException, ExecutionException {
        return admin.listOffsets(Map.of(KPIS, OffsetSpec.latest()))
                .partitionResult(KPIS)
                .get()
                .offset();
    }

    /** Where the topic of points ends, committed or not. */
    long toldPoints() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
            return told(admin);
        }
    }

    private Configuration configuration(Configuration configuration) {
        return configuration
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY)
                .set(
                        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                        CheckpointingMode.EXACTLY_ONCE)
                .set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE)
                .set(StateBackendOptions.STATE_BACKEND, "rocksdb")
                .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true)
                .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        folder.resolve("checkpoints").toUri().toString())
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(
                        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS,
                        Integer.MAX_VALUE)
                .set(
                        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                        Duration.ofMillis(300));
    }

    private static MiniClusterConfiguration twoTaskManagers() {
        Configuration configuration =
                new Configuration()
                        .set(RestOptions.ADDRESS, LOOPBACK)
                        .set(RestOptions.BIND_ADDRESS, LOOPBACK)
                        .set(RestOptions.BIND_PORT, "0")
                        .set(JobManagerOptions.ADDRESS, LOOPBACK)
                        .set(JobManagerOptions.BIND_HOST, LOOPBACK)
                        .set(TaskManagerOptions.HOST, LOOPBACK)
                        .set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        return new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setCommonBindAddress(LOOPBACK)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(2)
                .build();
    }

    private <T extends AutoCloseable> T keep(T machine) {
        started.push(machine);
        return machine;
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
