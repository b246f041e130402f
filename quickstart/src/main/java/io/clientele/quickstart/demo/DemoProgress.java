package io.clientele.quickstart.demo;

import io.clientele.analytics.alert.AlertJson;
import io.clientele.job.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How far the main job is, as its topics tell it: what has come in, what of it is processed, how
 * many customers have a profile. Not safe for use by several threads.
 */
final class DemoProgress implements AutoCloseable {

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> profiles;
    private final KafkaConsumer<byte[], byte[]> alerts;
    private final Set<String> customers = new HashSet<>();
    private final Map<String, Long> alertsByRule = new TreeMap<>();
    private long profilesRead;

    DemoProgress(String brokers) {
        admin = Admin.create(Map.of("bootstrap.servers", brokers));
        Properties settings = new Properties();
        settings.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "20000");
        profiles = reading(Topics.PROFILES, settings);
        alerts = reading(Topics.ALERTS, settings);
    }

    private static KafkaConsumer<byte[], byte[]> reading(String topic, Properties settings) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** How many alerts each rule has raised. */
    Map<String, Long> alerts() {
        for (ConsumerRecord<byte[], byte[]> alert : alerts.poll(Duration.ofMillis(20))) {
            alertsByRule.merge(AlertJson.read(alert.value()).rule(), 1L, Long::sum);
        }
        return alertsByRule;
    }

    /** How many of the events the job has processed, as of its last checkpoint. */
    long processed() throws InterruptedException {
        try {
            return admin
                    .listConsumerGroupOffsets(DemoSystem.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(offset -> offset == null ? 0 : offset.offset())
                    .sum();
        } catch (ExecutionException noGroupYet) {
            return 0;
        }
    }

    /** How many customers have a profile. */
    int customers() {
        for (ConsumerRecord<byte[], byte[]> profile : profiles.poll(Duration.ofMillis(50))) {
            profilesRead++;
            String customer = new String(profile.key(), StandardCharsets.UTF_8);
            if (profile.value() == null) {
                customers.remove(customer);
            } else {
                customers.add(customer);
            }
        }
        return customers.size();
    }

    /** How many profiles have been read in all. */
    long profilesRead() {
        return profilesRead;
    }

    @Override
    public void close() {
        profiles.close();
        alerts.close();
        admin.close();
    }
}
