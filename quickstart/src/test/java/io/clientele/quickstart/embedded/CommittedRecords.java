package io.clientele.quickstart.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a reader of committed records finds in a topic. */
public final class CommittedRecords {

    private CommittedRecords() {}

    /**
     * All records of a topic, each partition in its order.
     *
     * <p>A commit returns before its marks are written to the partitions, and until then their
     * records are not readable. So this reads up to where the partitions end for everybody, not to
     * where they end for readers of committed records: a minute at the most.
     */
    public static List<ConsumerRecord<byte[], byte[]>> of(String topic, String brokers)
            throws Exception {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", brokers, "isolation.level", "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = ends(partitions, brokers);
            Awaiting.until(
                    "reading all of " + topic,
                    () -> {
                        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                        return partitions.stream()
                                .allMatch(each -> consumer.position(each) >= ends.get(each));
                    });
        }
        return records;
    }

    private static Map<TopicPartition, Long> ends(List<TopicPartition> partitions, String brokers)
            throws Exception {
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            for (TopicPartition partition : partitions) {
                ends.put(
                        partition,
                        admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                .partitionResult(partition)
                                .get()
                                .offset());
            }
        }
        return ends;
    }
}
