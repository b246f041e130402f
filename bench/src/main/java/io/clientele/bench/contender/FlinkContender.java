package io.clientele.bench.contender;

import io.clientele.analytics.event.Detail;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.job.LiveJob;
import io.clientele.job.Settings;
import io.clientele.job.Topics;
import io.clientele.job.ingest.EventWatermarks;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.TopicEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job on a Flink cluster in this process. */
final class FlinkContender implements RunningContender {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration DISORDER = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(10);

    /** Of all tasks together; Kafka Streams' defaults come to about as much for two partitions. */
    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(256);

    private final MiniCluster cluster;
    private final JobID job;

    private FlinkContender(MiniCluster cluster, JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    static FlinkContender start(ContenderCommand.Arguments arguments) throws Exception {
        Contender contender = arguments.contender();
        String counted =
                switch (contender.engine()) {
                    case JOB, MODELS -> "drop duplicates";
                    case CEILING -> "nothing";
                    case RULES, PATTERNS -> RuleOperators.COUNTED;
                    default -> OverQuery.COUNTED;
                };
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(clusterConfiguration(arguments.folder(), counted))
                                .setCommonBindAddress(LOOPBACK)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(contender.parallelism())
                                .build());
        cluster.start();
        var environment =
                StreamExecutionEnvironment.getExecutionEnvironment(jobConfiguration(arguments));
        environment.setParallelism(contender.parallelism());
        switch (contender.engine()) {
            case JOB, MODELS -> wholeJob(arguments).define(environment);
            case CEILING ->
                    events(environment, arguments)
                            .sinkTo(new DiscardingSink<>())
                            .name("nothing")
                            .uid("nothing");
            case RULES -> RuleOperators.ofClientele(events(environment, arguments), arguments);
            case PATTERNS -> RuleOperators.ofFlinkCep(events(environment, arguments), arguments);
            default -> OverQuery.define(environment, events(environment, arguments), arguments);
        }
        JobID job = cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
        return new FlinkContender(cluster, job);
    }

    private static LiveJob wholeJob(ContenderCommand.Arguments arguments) {
        return new LiveJob(
                arguments.brokers(),
                arguments.group(),
                arguments.live() ? LiveJob.Pace.WALL_CLOCK : LiveJob.Pace.EVENTS_ONLY,
                Duration.ofHours(1),
                Settings.live(ReportingCurrency.only("USD"))
                        .withKpiWindow(Duration.ofSeconds(arguments.kpiWindowSeconds()))
                        .withModels(
                                arguments.contender().engine() == Engine.MODELS
                                        ? ModelSettings.DEFAULT
                                        : ModelSettings.OFF));
    }

    private static DataStream<Incoming> events(
            StreamExecutionEnvironment environment, ContenderCommand.Arguments arguments) {
        Properties connection = new Properties();
        connection.setProperty("bootstrap.servers", arguments.brokers());
        return environment
                .fromSource(
                        TopicEvents.source(
                                connection,
                                arguments.group(),
                                ReportingCurrency.only("USD"),
                                Duration.ofHours(1),
                                arguments.contender().engine().runsRules()
                                        ? Detail.FULL
                                        : Detail.MONEY_ONLY),
                        arguments.live()
                                ? EventWatermarks.ofLiveTopics(Duration.ZERO, QUIET)
                                : EventWatermarks.ofTopics(DISORDER, QUIET),
                        Topics.EVENTS)
                .uid("events");
    }

    private static Configuration clusterConfiguration(Path folder, String counted) {
        Configuration configuration =
                new Configuration()
                        .set(RestOptions.ADDRESS, LOOPBACK)
                        .set(RestOptions.BIND_ADDRESS, LOOPBACK)
                        .set(RestOptions.BIND_PORT, "0")
                        .set(JobManagerOptions.ADDRESS, LOOPBACK)
                        .set(JobManagerOptions.BIND_HOST, LOOPBACK)
                        .set(TaskManagerOptions.HOST, LOOPBACK)
                        .set(TaskManagerOptions.BIND_HOST, LOOPBACK)
                        .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED)
                        .set(CoreOptions.TMP_DIRS, folder.toString());
        configuration.setString(
                "metrics.reporter.bench.factory.class", ProcessedRecordsFactory.class.getName());
        configuration.setString("metrics.reporter.bench." + ProcessedRecords.OPERATOR, counted);
        return configuration;
    }

    private static Configuration jobConfiguration(ContenderCommand.Arguments arguments) {
        Configuration configuration = LiveJob.requirements();
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                Duration.ofSeconds(arguments.checkpointSeconds()));
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                arguments.folder().resolve("checkpoints").toUri().toString());
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(
                StateBackendOptions.STATE_BACKEND,
                switch (arguments.contender().backend()) {
                    case HEAP -> "hashmap";
                    case ROCKSDB -> "rocksdb";
                });
        // As flink-conf/config.yaml has it.
        configuration.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.HEAP);
        configuration.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        arguments.contender().options().forEach(configuration::setString);
        return configuration;
    }

    @Override
    public long processed() {
        return ProcessedRecords.sum();
    }

    @Override
    public Path savepoint(Path folder) throws Exception {
        String path =
                cluster.triggerSavepoint(
                                job,
                                folder.toUri().toString(),
                                false,
                                SavepointFormatType.CANONICAL)
                        .get();
        return Path.of(java.net.URI.create(path));
    }
}
