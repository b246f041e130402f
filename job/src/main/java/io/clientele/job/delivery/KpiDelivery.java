package io.clientele.job.delivery;

import io.clientele.job.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The job that carries the KPI points of {@code clientele.kpis} to InfluxDB. */
@Command(
        name = "kpi-delivery",
        mixinStandardHelpOptions = true,
        description = "Carries the KPI points of " + Topics.KPIS + " to InfluxDB.",
        footer =
                "The token is read from the environment variable "
                        + KpiDelivery.TOKEN_VARIABLE
                        + " or from --influx-token-file; without either none is sent.")
public final class KpiDelivery implements Callable<Integer> {

    /** The consumer group that the offsets are committed under. */
    public static final String GROUP = "clientele-kpi-delivery";

    private static final Logger LOG = LoggerFactory.getLogger(KpiDelivery.class);

    static final String TOKEN_VARIABLE = "CLIENTELE_INFLUX_TOKEN";

    @Option(
            names = "--brokers",
            required = true,
            paramLabel = "HOST:PORT,...",
            description = "Kafka's bootstrap servers.")
    private String brokers;

    @Option(
            names = "--influx-url",
            required = true,
            paramLabel = "URL",
            description = "Where InfluxDB answers, such as http://127.0.0.1:8086.")
    private String url;

    @Option(
            names = "--influx-org",
            required = true,
            paramLabel = "NAME",
            description = "The organisation in InfluxDB.")
    private String org;

    @Option(
            names = "--influx-bucket",
            required = true,
            paramLabel = "NAME",
            description = "The bucket in InfluxDB.")
    private String bucket;

    @Option(
            names = "--influx-token-file",
            paramLabel = "FILE",
            description = "The file whose content is the token.")
    private Optional<Path> tokenFile;

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
     * stopped, at first from the earliest.
     *
     * @param brokers Kafka's bootstrap servers
     */
    @SuppressWarnings("deprecation") // the connector's own signature asks for the enum of Kafka 3
    public static KafkaSource<String> source(String brokers) {
        return KafkaSource.<String>builder()
                .setBootstrapServers(brokers)
                .setTopics(Topics.KPIS)
                .setGroupId(GROUP)
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

    @Override
    public Integer call() throws Exception {
        InfluxSettings settings = InfluxSettings.of(url, org, bucket, token());
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration());
        define(environment, source(brokers), new InfluxSink(settings));
        environment.execute();
        return 0;
    }

    private String token() throws IOException {
        if (tokenFile.isPresent()) {
            return Files.readString(tokenFile.get()).strip();
        }
        return Optional.ofNullable(System.getenv(TOKEN_VARIABLE)).orElse("").strip();
    }

    /** Runs the job on the cluster that Flink's configuration names, else in this process. */
    public static void main(String[] arguments) {
        int exit =
                new CommandLine(new KpiDelivery())
                        .setExecutionExceptionHandler(
                                (failure, command, parsed) -> {
                                    LOG.error("the delivery failed", failure);
                                    command.getErr().println(failure.getMessage());
                                    return command.getCommandSpec().exitCodeOnExecutionException();
                                })
                        .execute(arguments);
        // On a cluster the client's process goes on after main has returned.
        if (exit != 0) {
            System.exit(exit);
        }
    }
}
