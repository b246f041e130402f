package io.clientele.quickstart.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.quickstart.embedded.EmbeddedKafka;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() throws Exception {
        kafka = EmbeddedKafka.start(0);
        kafka.createTopics(
                List.of(
                        new NewTopic("shop", 3, (short) 1),
                        new NewTopic("endless", 1, (short) 1),
                        new NewTopic("narrow", 1, (short) 1)
                                .configs(Map.of("max.message.bytes", "2000"))));
    }

    @AfterAll
    static void stopBroker() throws IOException {
        kafka.close();
    }

    private static FeedCounts feed(String topic, Iterator<FeedEvent> events) throws IOException {
        try (Producer<byte[], byte[]> producer =
                FeedProducers.connect(kafka.brokers(), topic, PATIENCE)) {
            return new EventFeed(producer, topic).run(events, new Pace.Unlimited());
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            String topic, int partitions, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka.brokers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> all = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                all.add(new TopicPartition(topic, partition));
            }
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (records.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static FeedEvent event(String key, String value, long length) {
        return new FeedEvent(key, value.getBytes(UTF_8), OptionalLong.empty(), length);
    }

    @Test
    void events_arrive_byte_for_byte_and_a_customers_in_order_in_one_partition()
            throws IOException {
        Simulator shop = new Simulator(SimulatorSettings.of(100, 4));
        List<FeedEvent> events = new ArrayList<>();
        Map<String, List<String>> expected = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            FeedEvent event = FeedEvent.of(shop.next());
            events.add(event);
            expected.computeIfAbsent(event.key(), key -> new ArrayList<>())
                    .add(new String(event.value(), UTF_8));
        }
        FeedCounts counts = feed("shop", events.iterator());
        assertThat(counts.sent()).isEqualTo(2_000);
        assertThat(counts.acknowledged()).isEqualTo(2_000);
        Map<String, List<String>> arrived = new HashMap<>();
        Map<String, Integer> partitions = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : read("shop", 3, 2_000)) {
            String key = new String(record.key(), UTF_8);
            arrived.computeIfAbsent(key, k -> new ArrayList<>())
                    .add(new String(record.value(), UTF_8));
            assertThat(partitions.merge(key, record.partition(), (known, now) -> known))
                    .isEqualTo(record.partition());
        }
        assertThat(arrived).isEqualTo(expected);
        assertThat(Set.copyOf(partitions.values())).hasSize(3);
    }

    @Test
    void a_record_that_is_larger_than_the_broker_takes_is_counted_and_the_others_go_on()
            throws IOException {
        StringBuilder incompressible = new StringBuilder();
        for (long i = 1; incompressible.length() < 6_000; i++) {
            incompressible.append(Long.toHexString(i * 0x9E3779B97F4A7C15L));
        }
        String large = incompressible.toString();
        FeedCounts counts =
                feed(
                        "narrow",
                        List.of(
                                        event("a", "first", 5),
                                        event("b", large, large.length()),
                                        event("c", "cut", 2_000_000),
                                        event("", "last", 4))
                                .iterator());
        assertThat(counts.tooLarge()).isEqualTo(2);
        assertThat(counts.acknowledged()).isEqualTo(2);
        assertThat(read("narrow", 1, 2))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("first", "last");
    }

    @Test
    void a_feed_that_is_stopped_while_it_waits_ends_with_what_it_has_sent() throws Exception {
        try (Producer<byte[], byte[]> producer =
                FeedProducers.connect(kafka.brokers(), "endless", PATIENCE)) {
            EventFeed feed = new EventFeed(producer, "endless");
            Iterator<FeedEvent> shop = FeedEvent.of(new Simulator(SimulatorSettings.of(100, 4)));
            Iterator<FeedEvent> events =
                    new Iterator<>() {
                        private int given;

                        @Override
                        public boolean hasNext() {
                            return true;
                        }

                        @Override
                        public FeedEvent next() {
                            if (given++ == 1) {
                                new Thread(feed::stop).start();
                            }
                            return shop.next();
                        }
                    };
            FeedCounts counts = feed.run(events, new Pace.Rate(1e-6));
            assertThat(counts.sent()).isEqualTo(1);
            assertThat(counts.acknowledged()).isEqualTo(1);
        }
    }

    @Test
    void a_topic_that_is_not_there_is_named() {
        assertThatThrownBy(
                        () ->
                                FeedProducers.connect(
                                        kafka.brokers(), "absent", Duration.ofSeconds(1)))
                .isInstanceOf(FeedException.class)
                .hasMessage(
                        "topic: absent is not at %s and the broker makes none by itself"
                                        .formatted(kafka.brokers())
                                + " (waited 1 s)");
        assertThatThrownBy(() -> FeedProducers.connect("nowhere", "shop", Duration.ofSeconds(1)))
                .isInstanceOf(FeedException.class)
                .hasMessageStartingWith("brokers: \"nowhere\", expected host:port");
    }
}
