package io.clientele.quickstart.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.analytics.value.FamilyChoice;
import io.clientele.job.LiveJob;
import io.clientele.job.Settings;
import io.clientele.job.Topics;
import io.clientele.quickstart.Clientele;
import io.clientele.quickstart.embedded.Awaiting;
import io.clientele.quickstart.embedded.CommittedRecords;
import io.clientele.quickstart.embedded.EmbeddedFlink;
import io.clientele.quickstart.embedded.EmbeddedKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Broker, Flink and the command line: a running job is told by which models to score. */
class ModelControlTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ModelSettings MODELS =
            new ModelSettings(
                    true,
                    1_000,
                    new ModelSettings.Value(FamilyChoice.AUTOMATIC, 3, 365, 0.1, 0.05),
                    new ModelSettings.Clusters(3, 3, ClusterFeatures.LOG_RFM.names(), 0.5),
                    new ModelSettings.Churn(7, 2));

    private static EmbeddedKafka kafka;
    private static EmbeddedFlink flink;
    private static Simulator shop;
    private static SimulatedEvent next;

    @TempDir private Path folder;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(0);
        kafka.createTopics(Topics.specifications(1));
        flink = EmbeddedFlink.start(0, 2);
        shop = new Simulator(SimulatorSettings.of(150, 7).startingAt(START));
        next = shop.next();
        var environment =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        LiveJob.requirements()
                                .set(
                                        CheckpointingOptions.CHECKPOINTING_INTERVAL,
                                        Duration.ofMillis(200))
                                .set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
        environment.setParallelism(2);
        new LiveJob(
                        kafka.brokers(),
                        "shop",
                        LiveJob.Pace.EVENTS_ONLY,
                        Duration.ofHours(1),
                        Settings.live(ReportingCurrency.only("USD")).withModels(MODELS))
                .define(environment);
        flink.submit(environment);
    }

    @AfterAll
    static void stop() throws Exception {
        flink.close();
        kafka.close();
    }

    @Test
    void a_job_scores_by_the_version_that_is_pinned_rolled_back_to_and_unpinned_while_it_runs()
            throws Exception {
        playUpTo(40);
        Ended pinned = run("pin", "clusters", "20");
        assertThat(pinned.err()).isEmpty();
        assertThat(pinned.out()).isEqualTo("asked for clusters version 20\n");
        LocalDate from = answered("pinned", 20);
        playUpTo(45);
        assertThat(run("rollback", "clusters").out()).isEqualTo("asked for clusters version 19\n");
        LocalDate rolledBack = answered("pinned", 19);
        playUpTo(50);
        assertThat(run("list", "--last", "1").out())
                .contains("clusters: pinned version 19 from " + rolledBack);
        assertThat(run("unpin", "clusters").out()).isEqualTo("asked for the newest clusters\n");
        LocalDate unpinned = answered("unpinned", 0);
        playUpTo(55);
        assertThat(from).isBefore(rolledBack);
        assertThat(rolledBack).isBefore(unpinned);

        Map<LocalDate, Long> trained = trainedVersions();
        List<JsonNode> atDayEnds = profilesAtDayEnds();
        assertThat(atDayEnds).hasSizeGreaterThan(100);
        for (JsonNode profile : atDayEnds) {
            LocalDate day = LocalDate.parse(profile.get("as_of").textValue().substring(0, 10));
            long version = profile.get("cluster").get("model_version").longValue();
            long expected =
                    day.isBefore(from) || !day.isBefore(unpinned)
                            ? trained.get(day)
                            : day.isBefore(rolledBack) ? 20 : 19;
            assertThat(version).as("clusters of %s", day).isEqualTo(expected);
        }
        assertThat(profilesOf(atDayEnds, from, rolledBack)).isNotEmpty();
        assertThat(profilesOf(atDayEnds, rolledBack, unpinned)).isNotEmpty();
        assertThat(profilesOf(atDayEnds, unpinned, LocalDate.MAX)).isNotEmpty();
        assertFollowsSchema(Topics.MODEL_CONTROL, "model-control");
        assertFollowsSchema(Topics.MODEL_STATUS, "model-status");
        exportedModelsComeBack();
    }

    private void exportedModelsComeBack() throws Exception {
        Ended exported = run("export", "clusters", "25", "--out", folder.toString());
        assertThat(exported.err()).isEmpty();
        Path file = folder.resolve("clusters-25.json");
        assertThat(exported.out()).startsWith(file + "\n");
        String shown = run("show", "clusters", "25").out();
        assertThat(run("show", "clusters", "--in", file.toString()).out()).isEqualTo(shown);
        assertThat(run("import", file.toString()).out())
                .isEqualTo("asked for clusters version 25\n");
        answered("pinned", 25);
    }

    /** Plays the shop up to a day, and waits until its models are told. */
    private static void playUpTo(int day) throws Exception {
        Instant until = START.plus(Duration.ofDays(day));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.brokers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            while (next.timestamp() < until.toEpochMilli()) {
                var unused = producer.send(new ProducerRecord<>(Topics.EVENTS, null, next.value()));
                next = shop.next();
            }
            producer.flush();
        }
        // The last day is open still.
        LocalDate last = LocalDate.ofInstant(until, ZoneOffset.UTC).minusDays(2);
        Awaiting.until("the models of " + last, () -> trainedVersions().containsKey(last));
    }

    private static LocalDate answered(String outcome, long version) throws Exception {
        List<JsonNode> answers = new ArrayList<>();
        Awaiting.until(
                outcome + " " + version,
                () -> {
                    answers.clear();
                    for (JsonNode answer : values(Topics.MODEL_STATUS)) {
                        if (answer.get("status").textValue().equals(outcome)
                                && (version == 0 || answer.get("version").longValue() == version)) {
                            answers.add(answer);
                        }
                    }
                    return !answers.isEmpty();
                });
        return LocalDate.parse(answers.get(0).get("from").textValue());
    }

    private static Map<LocalDate, Long> trainedVersions() throws Exception {
        Map<LocalDate, Long> versions = new TreeMap<>();
        for (JsonNode models : values(Topics.MODELS)) {
            if (models.has("clusters")) {
                versions.put(
                        LocalDate.parse(models.get("day").textValue()),
                        models.get("clusters").get("version").longValue());
            }
        }
        return versions;
    }

    private static List<JsonNode> profilesAtDayEnds() throws Exception {
        List<JsonNode> profiles = new ArrayList<>();
        for (JsonNode profile : values(Topics.PROFILES)) {
            if (profile.get("as_of").textValue().endsWith("T23:59:59.999Z")
                    && profile.hasNonNull("cluster")) {
                profiles.add(profile);
            }
        }
        return profiles;
    }

    private static List<JsonNode> profilesOf(
            List<JsonNode> profiles, LocalDate from, LocalDate before) {
        return profiles.stream()
                .filter(
                        profile -> {
                            LocalDate day =
                                    LocalDate.parse(
                                            profile.get("as_of").textValue().substring(0, 10));
                            return !day.isBefore(from) && day.isBefore(before);
                        })
                .toList();
    }

    private static void assertFollowsSchema(String topic, String schema) throws Exception {
        var checked =
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(
                                JSON.readTree(
                                        Path.of("../docs/schemas/" + schema + ".schema.json")
                                                .toFile()));
        List<JsonNode> values = values(topic);
        assertThat(values).isNotEmpty();
        for (JsonNode value : values) {
            assertThat(checked.validate(value)).isEmpty();
        }
    }

    private static List<JsonNode> values(String topic) throws Exception {
        List<JsonNode> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : CommittedRecords.of(topic, kafka.brokers())) {
            Optional<byte[]> value = Optional.ofNullable(record.value());
            if (value.isPresent()) {
                values.add(JSON.readTree(value.get()));
            }
        }
        return values;
    }

    private static Ended run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("models"));
        all.addAll(List.of(arguments));
        if (!all.contains("--in")) {
            all.addAll(List.of("--brokers", kafka.brokers()));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Clientele.commandLine();
        int code =
                command.setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(all.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }
}
