package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertCodec;
import io.clientele.configuration.Keys;
import io.clientele.configuration.Program;
import io.clientele.job.Topics;
import io.clientele.job.configuration.JobEntry;
import io.clientele.job.state.CodecType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The job that delivers the alerts of {@code clientele.alerts} to people. What it can be told is in
 * {@code docs/alerts.md}.
 */
public final class AlertDelivery {

    /** How alerts are written between operators and in state. */
    static final CodecType<Alert> ALERT = CodecType.of(Alert.class, new AlertCodec());

    private static final CodecType<Undelivered> UNDELIVERED =
            CodecType.of(Undelivered.class, new UndeliveredCodec());

    private static final int MOST_PARALLELISM = 720;

    private AlertDelivery() {}

    /** The whole dataflow. */
    public static void define(
            StreamExecutionEnvironment environment,
            Source<AlertRecord, ?, ?> records,
            AlertRoutes routes,
            List<ChannelSettings> channels,
            DeliverySettings settings,
            Sink<Undelivered> undelivered,
            Sink<AlertRecord> unreadable) {
        environment.setMaxParallelism(MOST_PARALLELISM);
        SingleOutputStreamOperator<Alert> alerts =
                environment
                        .fromSource(
                                records,
                                WatermarkStrategy.noWatermarks(),
                                "alerts",
                                AlertRecords.TYPE)
                        .uid("alerts")
                        .process(new SortOut(), ALERT)
                        .name("sort out")
                        .uid("sort-out");
        alerts.getSideOutput(SortOut.UNREADABLE)
                .sinkTo(unreadable)
                .name("unreadable alerts")
                .uid("unreadable-alerts");
        DataStream<Alert> fresh =
                alerts.keyBy(Alert::id, Types.STRING)
                        .process(new DropRepeats(settings.repeats()), ALERT)
                        .name("drop repeats")
                        .uid("drop-repeats");
        Optional<DataStream<Undelivered>> left = Optional.empty();
        for (ChannelSettings channel : channels) {
            DataStream<Undelivered> one = deliver(fresh, routes, channel, settings);
            left = Optional.of(left.map(others -> others.union(one)).orElse(one));
        }
        left.orElseThrow(() -> new IllegalArgumentException("channels: none, expected one"))
                .sinkTo(undelivered)
                .name("undelivered alerts")
                .uid("undelivered-alerts");
    }

    private static DataStream<Undelivered> deliver(
            DataStream<Alert> fresh,
            AlertRoutes routes,
            ChannelSettings channel,
            DeliverySettings settings) {
        String name = channel.name();
        return fresh.filter(new GoesTo(routes, name))
                .name("route to " + name)
                .uid("route-" + name)
                .keyBy(alert -> name, Types.STRING)
                .process(new DeliverAlerts(channel, settings), UNDELIVERED)
                .setParallelism(1)
                .name("deliver to " + name)
                .uid("deliver-" + name);
    }

    /**
     * The records of {@code clientele.alerts}, from where the group stopped, at first from the
     * earliest.
     *
     * @param connection how brokers are reached, as Kafka's own properties
     */
    @SuppressWarnings("deprecation") // the connector's own signature asks for the enum of Kafka 3
    public static KafkaSource<AlertRecord> source(Properties connection, String group) {
        return KafkaSource.<AlertRecord>builder()
                .setProperties(connection)
                .setTopics(Topics.ALERTS)
                .setGroupId(group)
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setStartingOffsets(
                        OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(new AlertRecords())
                .build();
    }

    /**
     * {@code clientele.undelivered-alerts}, at least once.
     *
     * @param connection how brokers are reached, as Kafka's own properties
     */
    public static KafkaSink<Undelivered> undelivered(Properties connection) {
        return KafkaSink.<Undelivered>builder()
                .setKafkaProducerConfig(connection)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new UndeliveredRecords())
                .build();
    }

    /**
     * {@code clientele.undelivered-alerts} for records that are no alerts, at least once.
     *
     * @param connection how brokers are reached, as Kafka's own properties
     */
    public static KafkaSink<AlertRecord> unreadable(Properties connection) {
        return KafkaSink.<AlertRecord>builder()
                .setKafkaProducerConfig(connection)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new UnreadableRecords())
                .build();
    }

    /** What the job needs of Flink: checkpoints, which hold what is pending. */
    public static Configuration configuration() {
        return new Configuration()
                .set(PipelineOptions.NAME, "Clientele alert delivery")
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(PipelineOptions.AUTO_GENERATE_UIDS, false)
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
    }

    /**
     * Submits the job.
     *
     * @param arguments {@code --config FILE}, {@code --help}
     * @throws Exception if the configuration is wrong, or Flink does not take the job
     */
    public static void main(String[] arguments) throws Exception {
        JobEntry.run(
                "alert-delivery",
                "Delivers the alerts of " + Topics.ALERTS + " to people.",
                Program.ALERT_DELIVERY,
                AlertDelivery::submit,
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
                source(configuration.kafka(), configuration.get(Keys.ALERTS_GROUP)),
                AlertRoutes.of(configuration),
                ChannelSettings.of(configuration),
                DeliverySettings.of(configuration),
                undelivered(configuration.kafka()),
                unreadable(configuration.kafka()));
        environment.execute();
    }
}
