package io.clientele.quickstart.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.clientele.job.Topics;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaTest {

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(0);
        kafka.createTopics(Topics.specifications(2));
    }

    @AfterAll
    static void stop() throws Exception {
        kafka.close();
    }

    @Test
    void a_reader_of_committed_records_sees_no_aborted_transaction() throws Exception {
        try (KafkaProducer<String, String> producer = producer("bank")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topics.KPIS, "sales", "aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topics.KPIS, "sales", "committed")).get();
            producer.commitTransaction();
        }

        assertThat(CommittedRecords.of(Topics.KPIS, kafka.brokers()))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("committed");
    }

    @Test
    void a_broker_that_comes_back_has_what_it_had() throws Exception {
        try (EmbeddedKafka other = EmbeddedKafka.start(0);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(
                                Map.<String, Object>of("bootstrap.servers", other.brokers()),
                                new StringSerializer(),
                                new StringSerializer())) {
            other.createTopics(Topics.specifications(1));
            producer.send(new ProducerRecord<>(Topics.KPIS, "sales", "before")).get();
            String brokers = other.brokers();
            other.pause();
            other.resume();
            producer.send(new ProducerRecord<>(Topics.KPIS, "sales", "after")).get();
            assertThat(other.brokers()).isEqualTo(brokers);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
                TopicPartition kpis = new TopicPartition(Topics.KPIS, 0);
                assertThat(
                                admin.listOffsets(Map.of(kpis, OffsetSpec.latest()))
                                        .partitionResult(kpis)
                                        .get()
                                        .offset())
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void a_record_of_an_old_year_is_kept_under_the_time_of_its_arrival() throws Exception {
        long in2011 = 1_323_475_199_999L;
        try (KafkaProducer<String, String> producer = producer("replay")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topics.SEGMENT_MOVES, 0, in2011, "17850", "{}"))
                    .get();
            producer.commitTransaction();
        }

        ConsumerRecord<byte[], byte[]> record =
                CommittedRecords.of(Topics.SEGMENT_MOVES, kafka.brokers()).get(0);
        assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(record.timestamp()).isGreaterThan(in2011);
    }

    @Test
    void events_may_be_larger_than_what_is_accepted_of_them() throws Exception {
        String large = "x".repeat(1_500_000);
        try (KafkaProducer<String, String> producer = producer("large")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topics.EVENTS, 0, "k", large)).get();
            producer.commitTransaction();
        }

        assertThat(CommittedRecords.of(Topics.EVENTS, kafka.brokers()))
                .extracting(record -> record.value().length)
                .containsExactly(1_500_000);
    }

    @Test
    void topics_are_created_as_specified() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
            ConfigResource profiles =
                    new ConfigResource(ConfigResource.Type.TOPIC, Topics.PROFILES);
            Map<String, Integer> partitions =
                    Map.of(Topics.EVENTS, 2, Topics.PROFILES, 2, Topics.KPIS, 1);

            assertThat(
                            admin.describeConfigs(List.of(profiles))
                                    .all()
                                    .get()
                                    .get(profiles)
                                    .get("cleanup.policy")
                                    .value())
                    .isEqualTo("compact");
            admin.describeTopics(partitions.keySet())
                    .allTopicNames()
                    .get()
                    .forEach(
                            (name, topic) ->
                                    assertThat(topic.partitions()).hasSize(partitions.get(name)));
        }
    }

    @Test
    void a_topic_that_is_there_already_is_named() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () -> kafka.createTopics(List.of(new NewTopic(Topics.KPIS, 1, (short) 1))))
                .withMessageContaining("topics [clientele.kpis] were not created")
                .withMessageContaining("already exists");
    }

    @Test
    void a_busy_port_is_named() {
        int port = URI.create("kafka://" + kafka.brokers()).getPort();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> EmbeddedKafka.start(port))
                .withMessage("port %d is in use, expected a free port for Kafka", port);
    }

    private static KafkaProducer<String, String> producer(String transaction) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.brokers(),
                        "transactional.id",
                        transaction,
                        "max.request.size",
                        2 << 20),
                new StringSerializer(),
                new StringSerializer());
    }
}
