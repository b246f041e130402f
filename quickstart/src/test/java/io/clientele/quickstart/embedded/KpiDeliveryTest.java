package io.clientele.quickstart.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.kpi.KpiJson;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.job.Topics;
import io.clientele.job.delivery.InfluxSettings;
import io.clientele.job.delivery.InfluxSink;
import io.clientele.job.delivery.KpiDelivery;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Broker, Flink and store in one process: what is in the topic arrives in the store. */
class KpiDeliveryTest {

    private static final int WINDOWS = 500;
    private static final Instant START = Instant.parse("2011-12-09T00:00:00Z");
    private static final TopicPartition KPIS = new TopicPartition(Topics.KPIS, 0);

    @Test
    void every_committed_point_arrives_once_however_often_it_is_delivered() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0);
                EmbeddedStore store = EmbeddedStore.start(0);
                EmbeddedFlink flink = EmbeddedFlink.start(0, 2);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
            kafka.createTopics(Topics.specifications(2));
            produce(kafka);

            JobID first = deliver(kafka, store, flink);
            Awaiting.until("the points", () -> sums(store).equals(expectedSums()));
            // Committed with a checkpoint, which waits until the store has every point.
            Awaiting.until("the end of the topic", () -> committed(admin) == end(admin));
            assertThat(flink.status(first)).isEqualTo(JobStatus.RUNNING);
            assertThat(page(flink.url())).contains("Apache Flink Web Dashboard");
            flink.cancel(first);

            admin.deleteConsumerGroups(List.of(KpiDelivery.GROUP)).all().get();
            produceLast(kafka);
            JobID second = deliver(kafka, store, flink);
            // The last point comes after all others: they have been delivered again by then.
            Awaiting.until("the last point", () -> store.points("customers") == 1);
            flink.cancel(second);

            assertThat(store.points()).isEqualTo(WINDOWS * 2L + 1);
            assertThat(sums(store)).isEqualTo(expectedSums());
        }
    }

    private static void produce(EmbeddedKafka kafka) {
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            producer.beginTransaction();
            send(producer, "not a KPI point".getBytes(UTF_8));
            for (int window = 0; window < WINDOWS; window++) {
                send(producer, KpiJson.write(sales(window, 1_000)));
                send(producer, KpiJson.write(segment(window)));
            }
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, KpiJson.write(sales(1, 0)));
            producer.flush();
            producer.abortTransaction();
            // Late events were added to the first window: the later point counts.
            producer.beginTransaction();
            send(producer, KpiJson.write(sales(0, 5_000)));
            producer.commitTransaction();
        }
    }

    private static void produceLast(EmbeddedKafka kafka) {
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            producer.beginTransaction();
            send(
                    producer,
                    KpiJson.write(
                            new KpiPoint("customers", START, 60, Map.of(), Map.of("active", 1L))));
            producer.commitTransaction();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka) {
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.brokers(), "transactional.id", "kpis"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    // A record that was not sent fails its transaction.
    private static void send(KafkaProducer<byte[], byte[]> producer, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(Topics.KPIS, value));
    }

    private static KpiPoint sales(int window, long revenue) {
        return new KpiPoint(
                "sales",
                START.plusSeconds(60L * (window + 1)).minusMillis(1),
                60,
                Map.of(),
                Map.of("orders", (long) window, "gross_revenue", revenue, "refund_rate", 1.0));
    }

    private static KpiPoint segment(int window) {
        return new KpiPoint(
                "segments",
                START.plusSeconds(60L * (window + 1)).minusMillis(1),
                60,
                Map.of("group", "AT_RISK"),
                Map.of("customers", 2L));
    }

    private static JobID deliver(EmbeddedKafka kafka, EmbeddedStore store, EmbeddedFlink flink)
            throws Exception {
        Configuration configuration =
                KpiDelivery.configuration()
                        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200))
                        .set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        KpiDelivery.define(
                environment,
                KpiDelivery.source(kafka.brokers()),
                new InfluxSink(
                        InfluxSettings.of(store.url().toString(), "shop", "kpis", "unused")));
        return flink.submit(environment);
    }

    private static long committed(Admin admin) throws Exception {
        OffsetAndMetadata offset =
                admin.listConsumerGroupOffsets(KpiDelivery.GROUP)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(KPIS);
        return offset == null ? -1 : offset.offset();
    }

    // The last place of the topic is taken by the marker of the last transaction.
    private static long end(Admin admin) throws Exception {
        return admin.listOffsets(Map.of(KPIS, OffsetSpec.latest()))
                        .partitionResult(KPIS)
                        .get()
                        .offset()
                - 1;
    }

    private static List<Long> sums(EmbeddedStore store) throws Exception {
        var sales = store.rows("SELECT sum(orders), sum(gross_revenue) FROM sales").path(0);
        var segments = store.rows("SELECT sum(customers) FROM segments").path(0);
        return List.of(
                sales.path(0).asLong(),
                sales.path(1).asLong(),
                segments.path(0).asLong(),
                store.points("sales"),
                store.points("segments"));
    }

    private static List<Long> expectedSums() {
        return List.of(
                WINDOWS * (WINDOWS - 1L) / 2,
                1_000L * WINDOWS + 4_000,
                2L * WINDOWS,
                (long) WINDOWS,
                (long) WINDOWS);
    }

    private static String page(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url.resolve("/index.html")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
