package io.clientele.quickstart.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertJson;
import io.clientele.analytics.event.Detail;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.kpi.KpiJson;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.job.CustomerIntelligence;
import io.clientele.job.LiveJob;
import io.clientele.job.Settings;
import io.clientele.job.Topics;
import io.clientele.job.ingest.EventWatermarks;
import io.clientele.job.ingest.TopicEvents;
import io.clientele.job.publish.TopicDestinations;
import io.clientele.job.publish.TopicRules;
import io.clientele.quickstart.embedded.Awaiting;
import io.clientele.quickstart.embedded.EmbeddedFlink;
import io.clientele.quickstart.embedded.EmbeddedKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A shop whose main job runs the rules of the topic, on a broker of its own. */
final class RunningShop implements AutoCloseable {

    /** When the shop opens. */
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private static final String GROUP = "shop";
    private static final Duration QUIET = Duration.ofMillis(250);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmbeddedKafka kafka;
    private final EmbeddedFlink flink;
    private final JobID job;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> alerts;
    private final KafkaConsumer<byte[], byte[]> statuses;
    private final KafkaConsumer<byte[], byte[]> kpis;
    private final List<Alert> raised = new ArrayList<>();
    private final Map<String, JsonNode> answers = new LinkedHashMap<>();
    private final List<KpiPoint> points = new ArrayList<>();
    private Instant kpisUntil = Instant.MIN;
    private int events;

    private RunningShop(EmbeddedKafka kafka, EmbeddedFlink flink, JobID job) {
        this.kafka = kafka;
        this.flink = flink;
        this.job = job;
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.brokers(), "linger.ms", 0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        alerts = reader(Topics.ALERTS);
        statuses = reader(Topics.RULE_STATUS);
        kpis = reader(Topics.KPIS);
    }

    /** Starts it; the topics have one partition each. */
    static RunningShop open() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(0);
        kafka.createTopics(Topics.specifications(1));
        EmbeddedFlink flink = EmbeddedFlink.start(0, 1);
        var environment =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        LiveJob.requirements()
                                .set(
                                        CheckpointingOptions.CHECKPOINTING_INTERVAL,
                                        Duration.ofMillis(200))
                                .set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
        environment.setParallelism(1);
        define(environment, connection(kafka));
        return new RunningShop(kafka, flink, flink.submit(environment));
    }

    /** The main job as it is, but for how soon the events' topic counts as quiet. */
    private static void define(StreamExecutionEnvironment environment, Properties connection) {
        Settings settings =
                Settings.live(ReportingCurrency.only("EUR")).withDisorder(Duration.ZERO);
        var incoming =
                environment
                        .fromSource(
                                TopicEvents.source(
                                        connection,
                                        GROUP,
                                        settings.currency(),
                                        Duration.ofDays(400_000),
                                        Detail.FULL),
                                EventWatermarks.ofTopics(settings.disorder(), QUIET),
                                Topics.EVENTS)
                        .uid("events");
        CustomerIntelligence.define(
                incoming,
                Optional.of(TopicRules.feed(environment, connection, GROUP)),
                settings,
                new TopicDestinations(settings, connection, GROUP).all());
    }

    /** Waits, while nothing comes, until the events' topic counts as quiet. */
    void awaitQuiet() throws Exception {
        Instant since = Instant.now();
        Awaiting.until(
                "nothing comes for a while",
                () -> Instant.now().isAfter(since.plus(QUIET.multipliedBy(4))));
    }

    String brokers() {
        return kafka.brokers();
    }

    Properties connection() {
        return connection(kafka);
    }

    private static Properties connection(EmbeddedKafka kafka) {
        Properties connection = new Properties();
        connection.setProperty("bootstrap.servers", kafka.brokers());
        return connection;
    }

    /** An order, so many minutes after the shop has opened; returns its message id. */
    String order(String customer, String amount, int minute) {
        return send(
                customer,
                "Order Completed",
                "\"order_id\":\"o%d\",\"total\":%s,\"currency\":\"EUR\"".formatted(events, amount),
                minute);
    }

    /** An order of many products. */
    void order(String customer, int products, int minute) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < products; i++) {
            lines.append(i == 0 ? "" : ",")
                    .append("{\"product_id\":\"p%d\",\"price\":1.00,\"quantity\":1}".formatted(i));
        }
        send(
                customer,
                "Order Completed",
                "\"order_id\":\"o%d\",\"currency\":\"EUR\",\"products\":[%s]"
                        .formatted(events, lines),
                minute);
    }

    /** Somebody looks at something, which moves time on. */
    void timeIs(int minute) {
        send("passer-by", "Product Viewed", "\"product_id\":\"p\"", minute);
    }

    private String send(String customer, String event, String properties, int minute) {
        String id = "m" + events++;
        String json =
                "{\"messageId\":\"%s\",\"type\":\"track\",\"userId\":\"%s\",\"event\":\"%s\",\"timestamp\":\"%s\",\"properties\":{%s}}"
                        .formatted(
                                id,
                                customer,
                                event,
                                START.plus(Duration.ofMinutes(minute)),
                                properties);
        var unused =
                producer.send(
                        new ProducerRecord<>(
                                Topics.EVENTS, customer.getBytes(UTF_8), json.getBytes(UTF_8)));
        producer.flush();
        return id;
    }

    /** The alerts of rules so far. */
    List<Alert> alerts() {
        alerts.poll(Duration.ofMillis(20))
                .forEach(record -> raised.add(AlertJson.read(record.value())));
        return raised;
    }

    /** Waits until so many alerts have been raised in all, and returns the last. */
    Alert awaitAlert(int count) throws Exception {
        Awaiting.until("alert " + count, () -> alerts().size() >= count);
        return raised.get(count - 1);
    }

    /** The newest answer to each rule's records so far. */
    Map<String, JsonNode> answers() throws Exception {
        for (var record : statuses.poll(Duration.ofMillis(20))) {
            answers.put(new String(record.key(), UTF_8), JSON.readTree(record.value()));
        }
        return answers;
    }

    /** Waits for an answer to a rule's record that says a status. */
    JsonNode awaitAnswer(String rule, String status) throws Exception {
        Awaiting.until(
                rule + " " + status,
                () ->
                        answers().containsKey(rule)
                                && answers.get(rule).get("status").asText().equals(status));
        return answers.get(rule);
    }

    /**
     * Moves time on, and waits until the KPIs of the last minute before are told: windows close by
     * event time.
     */
    void passUntil(int minute) throws Exception {
        timeIs(minute - 1);
        timeIs(minute);
        Instant awaited = START.plus(Duration.ofMinutes(minute));
        Awaiting.until(
                "KPIs until " + awaited,
                () -> {
                    readKpis();
                    return !kpisUntil.isBefore(awaited.minusMillis(1));
                });
    }

    private void readKpis() {
        for (var record : kpis.poll(Duration.ofMillis(20))) {
            KpiPoint point = KpiJson.read(record.value());
            points.add(point);
            kpisUntil = point.time().isAfter(kpisUntil) ? point.time() : kpisUntil;
        }
    }

    /** How many errors of a rule the KPIs count that have been told. */
    long errorsOf(String rule) {
        readKpis();
        return points.stream()
                .filter(point -> rule.equals(point.tags().get("rule")))
                .mapToLong(point -> point.fields().get("errors").longValue())
                .sum();
    }

    boolean isRunning() throws Exception {
        return !flink.status(job).isTerminalState();
    }

    private KafkaConsumer<byte[], byte[]> reader(String topic) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                kafka.brokers(),
                                "isolation.level",
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> only = List.of(new TopicPartition(topic, 0));
        consumer.assign(only);
        consumer.seekToBeginning(only);
        return consumer;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable part : List.of(producer, alerts, statuses, kpis)) {
            part.close();
        }
        flink.cancel(job);
        flink.close();
        kafka.close();
    }
}
