package io.clientele.bench.contender;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.ledger.CustomerLedger;
import io.clientele.job.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a programmer would write in an afternoon: one thread, a hash map, no state that outlives the
 * process. Offsets and profiles commit in one transaction, as often as Flink takes checkpoints.
 */
final class ConsumerLoop implements RunningContender, Runnable {

    private final ContenderCommand.Arguments arguments;
    private volatile long processed;

    private ConsumerLoop(ContenderCommand.Arguments arguments) {
        this.arguments = arguments;
    }

    static ConsumerLoop start(ContenderCommand.Arguments arguments) {
        ConsumerLoop loop = new ConsumerLoop(arguments);
        Thread thread = new Thread(loop, "loop");
        thread.start();
        return loop;
    }

    @Override
    public long processed() {
        return processed;
    }

    @Override
    public void run() {
        BareRfm rfm = new BareRfm(false);
        Map<String, CustomerLedger> ledgers = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        long interval = Duration.ofSeconds(arguments.checkpointSeconds()).toNanos();
        try (var consumer = consumer();
                var producer = producer()) {
            consumer.subscribe(List.of(Topics.EVENTS));
            producer.initTransactions();
            producer.beginTransaction();
            long committed = System.nanoTime();
            while (true) {
                long count = processed;
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(100))) {
                    Optional<CommerceEvent> event = rfm.read(record.value(), record.timestamp());
                    if (event.isPresent()) {
                        String customer = event.get().header().identity();
                        CustomerLedger ledger =
                                ledgers.computeIfAbsent(
                                        customer, anew -> rfm.ledgerFor(event.get()));
                        rfm.enter(event.get(), ledger)
                                .ifPresent(
                                        profile -> {
                                            // What fails fails the transaction.
                                            var unused = producer.send(to(record.key(), profile));
                                        });
                    }
                    offsets.put(
                            new TopicPartition(record.topic(), record.partition()),
                            new OffsetAndMetadata(record.offset() + 1));
                    count++;
                }
                processed = count;
                if (System.nanoTime() - committed >= interval) {
                    producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
                    producer.commitTransaction();
                    producer.beginTransaction();
                    committed = System.nanoTime();
                }
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> to(byte[] key, byte[] profile) {
        return new ProducerRecord<>(Topics.PROFILES, key, profile);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        arguments.brokers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        arguments.group(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        arguments.brokers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        arguments.group(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 17),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
