package io.clientele.gateway.shop;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real Kafka broker in this process, with the gateway's topics, written to in transactions. */
public final class Broker implements AutoCloseable {

    private final EmbeddedKafkaKraftBroker kafka;
    private final Producer<byte[], byte[]> producer;

    /** Starts it; three partitions a topic. */
    public Broker() {
        kafka =
                new EmbeddedKafkaKraftBroker(
                        1, 3, Records.KPIS, Records.PROFILES, Records.MOVES, Records.DEAD_LETTERS);
        kafka.brokerProperty("transaction.state.log.replication.factor", "1");
        kafka.brokerProperty("transaction.state.log.min.isr", "1");
        kafka.brokerProperty("offsets.topic.num.partitions", "1");
        kafka.brokerProperty("transaction.state.log.num.partitions", "1");
        kafka.afterPropertiesSet();
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                address(),
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                "test-" + UUID.randomUUID(),
                                ProducerConfig.LINGER_MS_CONFIG,
                                5),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Where it listens, as {@code host:port}. */
    public String address() {
        return kafka.getBrokersAsString();
    }

    /** Writes records in one transaction that is committed. */
    public void commit(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records) {
            var unused = producer.send(record);
        }
        producer.commitTransaction();
    }

    /** Writes records in one transaction that is aborted: nobody may ever see them. */
    public void abort(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records) {
            var unused = producer.send(record);
        }
        producer.flush();
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close();
        kafka.destroy();
    }
}
