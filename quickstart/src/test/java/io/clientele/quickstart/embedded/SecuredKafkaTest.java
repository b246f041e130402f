package io.clientele.quickstart.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.Configuration.Sources;
import io.clientele.configuration.Keys;
import io.clientele.configuration.Program;
import io.clientele.job.LiveJob;
import io.clientele.job.Topics;
import io.clientele.job.delivery.InfluxSettings;
import io.clientele.job.delivery.InfluxSink;
import io.clientele.job.delivery.KpiDelivery;
import io.clientele.quickstart.Clientele;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One configuration file takes every program to a broker that asks for SASL/SCRAM over TLS. */
class SecuredKafkaTest {

    private static final EmbeddedKafka.Account ACCOUNT =
            new EmbeddedKafka.Account("clientele", "hunter2");

    private static EmbeddedKafka kafka;

    @TempDir private Path folder;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(0, ACCOUNT);
    }

    @AfterAll
    static void stop() throws Exception {
        kafka.close();
    }

    @Test
    void events_become_profiles_and_points_through_a_broker_that_asks_for_a_password()
            throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(0);
                EmbeddedFlink flink = EmbeddedFlink.start(0, 2)) {
            Path file = configuration(ACCOUNT.password(), store.url().toString());

            Ended created = run("topics", "create", "--config", file.toString());
            assertThat(created.err()).isEmpty();
            assertThat(created.code()).isZero();
            assertThat(created.out())
                    .contains(
                            "created clientele.profiles: partitions=2 cleanup.policy=compact"
                                    + " message.timestamp.type=LogAppendTime");
            assertThat(run("topics", "check", "--config", file.toString()))
                    .isEqualTo(
                            new Ended(
                                    0,
                                    "%d topics as expected%n"
                                            .formatted(Topics.specifications(1).size()),
                                    ""));

            Path events = folder.resolve("events.jsonl");
            run("generate", "--customers", "50", "--events", "2000", "--out", events.toString());
            Ended produced =
                    run("produce", "--config", file.toString(), "--input", events.toString());
            assertThat(produced.err()).isEmpty();
            assertThat(produced.out()).contains("sent 2000");

            Configuration configuration =
                    Configuration.read(
                            new Sources(Optional.of(file), Map.of(), Map.of()),
                            Set.of(Program.MAIN_JOB, Program.KPI_DELIVERY));
            JobID job = mainJob(flink, configuration);
            JobID delivery = delivery(flink, configuration);
            Set<String> customers = new TreeSet<>();
            try (KafkaConsumer<String, String> profiles = profiles(configuration)) {
                Awaiting.until(
                        "profiles",
                        () -> {
                            for (ConsumerRecord<String, String> record :
                                    profiles.poll(Duration.ofMillis(200))) {
                                customers.add(record.key());
                            }
                            return customers.size() >= 10;
                        });
            }
            Awaiting.until("points in the store", () -> store.points() > 10);
            flink.cancel(delivery);
            flink.cancel(job);
        }
        topicsThatDifferAreToldWithKeyFoundAndExpected();
    }

    private void topicsThatDifferAreToldWithKeyFoundAndExpected() throws Exception {
        Path file = configuration(ACCOUNT.password(), "http://127.0.0.1:1");
        Properties connection =
                Configuration.read(new Sources(Optional.of(file), Map.of(), Map.of()), Set.of())
                        .kafka();
        try (Admin admin = Admin.create(connection)) {
            admin.createPartitions(Map.of(Topics.KPIS, NewPartitions.increaseTo(3))).all().get();
            admin.deleteTopics(List.of(Topics.SEGMENT_MOVES)).all().get();
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(ConfigResource.Type.TOPIC, Topics.PROFILES),
                                    List.of(set("cleanup.policy", "delete")),
                                    new ConfigResource(
                                            ConfigResource.Type.TOPIC, Topics.DEAD_LETTERS),
                                    List.of(
                                            set("message.timestamp.type", "CreateTime"),
                                            set("retention.ms", "1000"))))
                    .all()
                    .get();
        }
        List<String> differences =
                List.of(
                        "clientele.profiles cleanup.policy: found delete, expected compact",
                        "clientele.segment-moves topic: found none, expected one with 2 partitions",
                        "clientele.kpis partitions: found 3, expected 1",
                        "clientele.dead-letters message.timestamp.type: found CreateTime, expected"
                                + " LogAppendTime",
                        "clientele.dead-letters retention.ms: found 1000, expected 2592000000");
        Ended checked = run("topics", "check", "--config", file.toString());
        assertThat(checked.code()).isEqualTo(1);
        assertThat(checked.out().lines()).containsExactlyElementsOf(differences);

        Ended created = run("topics", "create", "--config", file.toString());
        assertThat(created.code()).isEqualTo(1);
        List<String> left = new ArrayList<>(differences);
        left.remove(1);
        assertThat(created.out().lines())
                .contains("was there clientele.kpis")
                .anyMatch(line -> line.startsWith("created clientele.segment-moves: "))
                .containsAll(left)
                .doesNotContain(differences.get(1));
    }

    private static AlterConfigOp set(String key, String value) {
        return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    }

    @Test
    void a_wrong_password_is_told_in_one_line_that_does_not_show_it() throws Exception {
        Path file = configuration("secret-but-wrong", "http://127.0.0.1:1");
        Path events = Files.writeString(folder.resolve("one.jsonl"), "{}\n");
        for (String[] command :
                List.of(
                        new String[] {"topics", "check"},
                        new String[] {"topics", "create"},
                        new String[] {"produce", "--input", events.toString()})) {
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(List.of("--config", file.toString()));
            Ended ended = run(arguments.toArray(String[]::new));
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err().lines())
                    .singleElement()
                    .asString()
                    .contains(kafka.brokers(), "Authentication failed")
                    .doesNotContain("secret-but-wrong");
        }
    }

    @Test
    void a_wrong_configuration_stops_a_command_with_all_its_lines() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("wrong.yaml"),
                        "kafka: {brokers: here}\ntopics: {replication: 0}");
        Ended ended = run("topics", "create", "--config", file.toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().map(line -> line.replace(folder + "/", "")))
                .containsExactly(
                        "kafka.brokers: \"here\" (wrong.yaml:1), expected host:port with a port from"
                                + " 1 to 65535, several with commas",
                        "topics.replication: \"0\" (wrong.yaml:2), expected a whole number from 1 to"
                                + " 100");
        assertThat(run("config", "check", "--config", file.toString()).err())
                .isEqualTo(ended.err());
        assertThat(run("config", "show", "--config", file.toString()).code()).isEqualTo(2);
    }

    @Test
    void the_shown_configuration_masks_secrets() throws Exception {
        Path file = configuration(ACCOUNT.password(), "http://127.0.0.1:1");
        Ended ended = run("config", "show", "--config", file.toString(), "--for", "TOPICS");
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("kafka.properties.sasl.jaas.config: \"***\"", "topics.partitions: 2 ")
                .doesNotContain(ACCOUNT.password(), "influx.");
    }

    private Path configuration(String password, String store) throws Exception {
        Path jaas = folder.resolve("jaas");
        Files.writeString(jaas, new EmbeddedKafka.Account(ACCOUNT.name(), password).login() + "\n");
        Path ofCertificates = folder.resolve("of-certificates");
        Files.writeString(ofCertificates, ACCOUNT.password() + "\n");
        return Files.writeString(
                folder.resolve("clientele.yaml"),
                """
                kafka:
                  brokers: %s
                  properties:
                    security.protocol: SASL_SSL
                    sasl.mechanism: SCRAM-SHA-512
                    sasl.jaas.config-file: %s
                    ssl.truststore.location: %s
                    ssl.truststore.password-file: %s
                topics:
                  partitions: 2
                job:
                  group: secured
                  checkpoint-interval: 200ms
                kpi:
                  window: 1h
                events:
                  max-ahead: 36500d
                influx:
                  url: %s
                  org: shop
                  bucket: kpis
                """
                        .formatted(
                                kafka.brokers(),
                                jaas,
                                kafka.certificates(),
                                ofCertificates,
                                store));
    }

    private static JobID mainJob(EmbeddedFlink flink, Configuration configuration)
            throws Exception {
        StreamExecutionEnvironment environment = environment(LiveJob.requirements(), configuration);
        LiveJob.of(configuration).define(environment);
        return flink.submit(environment);
    }

    private static JobID delivery(EmbeddedFlink flink, Configuration configuration)
            throws Exception {
        StreamExecutionEnvironment environment =
                environment(KpiDelivery.configuration(), configuration);
        KpiDelivery.define(
                environment,
                KpiDelivery.source(configuration.kafka(), configuration.get(Keys.INFLUX_GROUP)),
                new InfluxSink(InfluxSettings.of(configuration)));
        return flink.submit(environment);
    }

    private static StreamExecutionEnvironment environment(
            org.apache.flink.configuration.Configuration requirements,
            Configuration configuration) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        requirements
                                .set(
                                        CheckpointingOptions.CHECKPOINTING_INTERVAL,
                                        configuration.get(Keys.JOB_CHECKPOINT_INTERVAL))
                                .set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
        environment.setParallelism(1);
        return environment;
    }

    private static KafkaConsumer<String, String> profiles(Configuration configuration) {
        Properties properties = configuration.kafka();
        properties.setProperty("group.id", "reader");
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("isolation.level", "read_committed");
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(Topics.PROFILES));
        return consumer;
    }

    private static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Clientele.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true));
        int code = command.execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }
}
