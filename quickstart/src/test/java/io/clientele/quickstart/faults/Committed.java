package io.clientele.quickstart.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a reader of committed records finds in a topic. */
final class Committed implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    Committed(String topic, String brokers) {
        consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", brokers, "isolation.level", "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All records of a topic, each partition in its order. */
    static List<ConsumerRecord<byte[], byte[]>> records(String topic, String brokers) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Committed committed = new Committed(topic, brokers)) {
            Map<TopicPartition, Long> ends = committed.consumer.endOffsets(committed.partitions);
            while (committed.partitions.stream()
                    .anyMatch(each -> committed.consumer.position(each) < ends.get(each))) {
                committed.consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** Reads on; whether one of the records that came since the last time is such a one. */
    boolean has(Predicate<ConsumerRecord<byte[], byte[]>> such) {
        boolean found = false;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            found |= such.test(record);
        }
        return found;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
