package io.clientele.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.job.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * From an event's own time, which is the moment that it was sent, to the moment that the broker
 * took the profile or the alert that it made. Readers of committed records see the profile when the
 * transaction commits, up to a checkpoint's interval later.
 *
 * @param records how many were measured
 * @param p50 median, milliseconds
 * @param p99 99 of 100 are not later than this, milliseconds
 */
public record Latency(int records, long p50, long p99) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DAY_MILLIS = 86_400_000L;

    /** What an event makes. */
    public enum Kind {
        PROFILE(Topics.PROFILES, "as_of"),
        ALERT(Topics.ALERTS, "time");

        private final String topic;
        private final String field;

        Kind(String topic, String field) {
            this.topic = topic;
            this.field = field;
        }
    }

    /**
     * Measures all that was made of events of a span of time.
     *
     * @param from milliseconds since 1970, inclusive
     * @param to milliseconds since 1970, exclusive
     * @throws IllegalStateException if there are none
     */
    public static Latency between(String brokers, Kind kind, long from, long to)
            throws IOException {
        LongStream.Builder latencies = LongStream.builder();
        try (var made =
                new KafkaConsumer<>(
                        Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    made.partitionsFor(kind.topic).stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList();
            made.assign(partitions);
            Map<TopicPartition, Long> ends = made.endOffsets(partitions);
            made.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(one -> made.position(one) < ends.get(one))) {
                for (ConsumerRecord<byte[], byte[]> record : made.poll(Duration.ofMillis(200))) {
                    if (record.value() == null) {
                        continue;
                    }
                    String asOf = JSON.readTree(record.value()).get(kind.field).textValue();
                    long time = Instant.parse(asOf).toEpochMilli();
                    // A day's end is no event.
                    if (time >= from && time < to && time % DAY_MILLIS != DAY_MILLIS - 1) {
                        latencies.add(record.timestamp() - time);
                    }
                }
            }
        }
        long[] sorted = latencies.build().sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalStateException("nothing was made of the events of that time");
        }
        return new Latency(sorted.length, at(sorted, 0.5), at(sorted, 0.99));
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) (sorted.length * share)];
    }
}
