package io.clientele.job.delivery;

import io.clientele.configuration.Keys;
import io.clientele.configuration.Program;
import io.clientele.job.Topics;
import io.clientele.job.configuration.JobEntry;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The job that carries the KPI points of {@code clientele.kpis} to InfluxDB. What it can be told is
 * in {@code docs/configuration.md}.
 */
public final class KpiDelivery {

    /** The consumer group that the offsets are committed under, unless configured. */
    public static final String GROUP = Keys.INFLUX_GROUP.fallback().orElseThrow();

    private KpiDelivery() {}

    /** The whole dataflow. */
    public static void define(
            StreamExecutionEnvironment environment, Source<String, ?, ?> kpis, Sink<String> store) {
        environment
                .fromSource(kpis, WatermarkStrategy.noWatermarks(), "KPI points")
                .uid("kpi-points")
                .sinkTo(store)
                .name("InfluxDB")
                .uid("influxdb");
    }

    /**
     * The committed points of {@code clientele.kpis} as line protocol, from where {@link #GROUP}
     * stopped, at first from the earliest, on brokers without TLS and SASL.
     *
     * @param brokers Kafka's bootstrap servers
     */
    public static KafkaSource<String> source(String brokers) {
        Properties connection = new Properties();
        connection.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return source(connection, GROUP);
    }

    /**
     * The committed points of {@code clientele.kpis} as line protocol, from where the group
     * stopped, at first from the earliest.
     *
     * @param connection how brokers are reached, as Kafka's own properties
     */
    @SuppressWarnings("deprecation") // the connector's own signature asks for the enum of Kafka 3
    public static KafkaSource<String> source(Properties connection, String group) {
        return KafkaSource.<String>builder()
                .setProperties(connection)
                .setTopics(Topics.KPIS)
                .setGroupId(group)
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setStartingOffsets(
                        OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new KpiLines())
                .build();
    }

    /**
     * What the job needs of Flink: checkpoints, which commit the offsets, as many of them failing
     * as an outage of the store takes.
     */
    public static Configuration configuration() {
        return new Configuration()
                .set(PipelineOptions.NAME, "Clientele KPI delivery")
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(PipelineOptions.AUTO_GENERATE_UIDS, false)
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10))
                .set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    }

    /**
     * Submits the job.
     *
     * @param arguments {@code --config FILE}, {@code --help}
     * @throws Exception if the configuration is wrong, or Flink does not take the job
     */
    public static void main(String[] arguments) throws Exception {
        JobEntry.run(
                "kpi-delivery",
                "Carries the KPI points of " + Topics.KPIS + " to InfluxDB.",
                Program.KPI_DELIVERY,
                KpiDelivery::submit,
                arguments);
    }

    private static void submit(io.clientele.configuration.Configuration configuration)
            throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        configuration()
                                .set(
                                        CheckpointingOptions.CHECKPOINTING_INTERVAL,
                                        configuration.get(Keys.JOB_CHECKPOINT_INTERVAL)));
        define(
                environment,
                source(configuration.kafka(), configuration.get(Keys.INFLUX_GROUP)),
                new InfluxSink(InfluxSettings.of(configuration)));
        environment.execute();
    }
}
