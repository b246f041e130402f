package io.clientele.quickstart.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertJson;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.analytics.alert.AlertSource;
import io.clientele.analytics.alert.AlertSubject;
import io.clientele.job.Topics;
import io.clientele.job.alert.AlertDelivery;
import io.clientele.job.alert.AlertRoutes;
import io.clientele.job.alert.ChannelSettings;
import io.clientele.job.alert.DeliverySettings;
import io.clientele.job.alert.webhook.WebhookAddress;
import io.clientele.job.ingest.DeadLetter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Broker, Flink and the other side of channels: what is in the topic reaches people. */
class AlertDeliveryTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final int ALERTS = 200;

    @Test
    void a_channel_that_is_down_delays_no_other_and_what_it_misses_is_set_aside() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0);
                EmbeddedFlink flink = EmbeddedFlink.start(0, 2);
                Receiver live = new Receiver(200);
                Receiver refusing = new Receiver(400);
                Receiver down = new Receiver(503)) {
            kafka.createTopics(Topics.specifications(2));
            produce(kafka, 0, ALERTS);
            produce(kafka, 0, ALERTS);
            StreamExecutionEnvironment environment = environment();
            Properties connection = new Properties();
            connection.setProperty("bootstrap.servers", kafka.brokers());
            AlertDelivery.define(
                    environment,
                    AlertDelivery.source(connection, "test"),
                    AlertRoutes.EVERYWHERE,
                    List.of(
                            channel("down", down),
                            channel("live", live),
                            channel("refusing", refusing)),
                    settings(),
                    AlertDelivery.undelivered(connection),
                    AlertDelivery.unreadable(connection));
            flink.submit(environment);

            Awaiting.until("the alerts", () -> live.ids().size() == ALERTS);
            // Every alert was in the topic twice.
            assertThat(live.received()).hasSize(ALERTS);
            Awaiting.until("an attempt", () -> !down.received().isEmpty());

            down.answers(200);
            produce(kafka, ALERTS, ALERTS + 1);
            Awaiting.until("what was pending", () -> down.ids().size() == ALERTS + 1);
            assertThat(live.received()).hasSize(ALERTS + 1);

            List<ConsumerRecord<byte[], byte[]>> letters = undelivered(kafka, ALERTS + 1);
            assertThat(letters)
                    .allSatisfy(
                            letter -> {
                                assertThat(header(letter, "channel")).isEqualTo("refusing");
                                assertThat(header(letter, "reason"))
                                        .startsWith("refused: HTTP 400");
                                assertThat(AlertJson.read(letter.value()).rule()).isEqualTo("r");
                            });
        }
    }

    @Test
    void a_record_that_is_no_alert_is_set_aside_byte_for_byte_and_stops_nothing() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0);
                EmbeddedFlink flink = EmbeddedFlink.start(0, 2);
                Receiver live = new Receiver(200)) {
            kafka.createTopics(Topics.specifications(1));
            byte[] tooLong = "[".repeat(300_000).getBytes(UTF_8);
            send(kafka, "k", "{\"schema\":1,\"id\":".getBytes(UTF_8));
            send(kafka, "n", null);
            send(kafka, "l", tooLong);
            produce(kafka, 0, 1);
            StreamExecutionEnvironment environment = environment();
            Properties connection = new Properties();
            connection.setProperty("bootstrap.servers", kafka.brokers());
            AlertDelivery.define(
                    environment,
                    AlertDelivery.source(connection, "test"),
                    AlertRoutes.EVERYWHERE,
                    List.of(channel("live", live)),
                    settings(),
                    AlertDelivery.undelivered(connection),
                    AlertDelivery.unreadable(connection));
            flink.submit(environment);

            Awaiting.until("the alert after them", () -> live.ids().size() == 1);
            List<ConsumerRecord<byte[], byte[]>> letters = undelivered(kafka, 3);
            assertThat(letters)
                    .allSatisfy(
                            letter -> {
                                assertThat(header(letter, "channel")).isEmpty();
                                assertThat(header(letter, "attempts")).isEqualTo("0");
                                assertThat(header(letter, "topic")).isEqualTo(Topics.ALERTS);
                                assertThat(header(letter, "reason")).startsWith("no alert: ");
                            });
            ConsumerRecord<byte[], byte[]> broken = letters.get(0);
            assertThat(new String(broken.key(), UTF_8)).isEqualTo("k");
            assertThat(new String(broken.value(), UTF_8)).isEqualTo("{\"schema\":1,\"id\":");
            assertThat(header(broken, "partition") + ":" + header(broken, "offset"))
                    .isEqualTo("0:0");
            assertThat(header(letters.get(1), "reason"))
                    .isEqualTo("no alert: no value, expected an alert");
            assertThat(letters.get(2).value()).hasSize(DeadLetter.MOST_BYTES);
            assertThat(header(letters.get(2), "length")).isEqualTo("300000");
        }
    }

    private static void send(EmbeddedKafka kafka, String key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.brokers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.ALERTS, key.getBytes(UTF_8), value)).get();
        }
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration =
                AlertDelivery.configuration()
                        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200))
                        .set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        return environment;
    }

    private static ChannelSettings channel(String name, Receiver receiver) {
        return ChannelSettings.of(name, new WebhookAddress(receiver.url(), SECRET));
    }

    private static DeliverySettings settings() {
        return new DeliverySettings(
                Duration.ofSeconds(20),
                Duration.ofMillis(20),
                Duration.ofMillis(500),
                Duration.ofHours(1),
                10_000,
                Duration.ofHours(1),
                7);
    }

    private static void produce(EmbeddedKafka kafka, int from, int to) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.brokers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int number = from; number < to; number++) {
                var unused =
                        producer.send(
                                new ProducerRecord<>(
                                        Topics.ALERTS, AlertJson.write(alert(number))));
            }
            producer.flush();
        }
    }

    private static Alert alert(int number) {
        return new Alert(
                Alert.id(List.of("r", Integer.toString(number))),
                AlertSource.RULE,
                "r",
                1,
                AlertSeverity.ERROR,
                "fraud",
                new AlertSubject.Customer("c-" + number),
                Instant.parse("2026-03-02T12:00:00Z").plusSeconds(number),
                "message " + number,
                "",
                Map.of(),
                List.of());
    }

    private static List<ConsumerRecord<byte[], byte[]>> undelivered(EmbeddedKafka kafka, int count)
            throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                kafka.brokers(),
                                "group.id",
                                "letters",
                                "auto.offset.reset",
                                "earliest"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.UNDELIVERED_ALERTS));
            Awaiting.until(
                    "the letters",
                    () -> {
                        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                        return records.size() >= count;
                    });
        }
        return records;
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    /** A server that keeps the ids of the messages that it gets. */
    private static final class Receiver implements AutoCloseable {

        private final HttpServer server;
        private final List<String> received = new CopyOnWriteArrayList<>();
        private final List<String> taken = new CopyOnWriteArrayList<>();
        private volatile int status;

        Receiver(int status) throws IOException {
            this.status = status;
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        exchange.getRequestBody().readAllBytes();
                        String id = exchange.getRequestHeaders().getFirst("webhook-id");
                        received.add(id);
                        int answer = this.status;
                        if (answer < 300) {
                            taken.add(id);
                        }
                        exchange.sendResponseHeaders(answer, -1);
                        exchange.close();
                    });
            server.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        }

        void answers(int changed) {
            status = changed;
        }

        List<String> received() {
            return List.copyOf(received);
        }

        Set<String> ids() {
            return new TreeSet<>(taken);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
