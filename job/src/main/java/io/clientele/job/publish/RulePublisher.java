package io.clientele.job.publish;

import io.clientele.job.Topics;
import io.clientele.job.pattern.RuleRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes rules to the topic that jobs take them from. */
public final class RulePublisher implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    private RulePublisher(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * A publisher.
     *
     * @param connection how brokers are reached, as Kafka's own properties
     * @param patience how long an answer is waited for
     */
    public static RulePublisher connect(Properties connection, Duration patience) {
        Properties properties = new Properties();
        properties.putAll(connection);
        String millis = Long.toString(patience.toMillis());
        properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        properties.setProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        return new RulePublisher(
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Writes records in their order and waits until the brokers have them.
     *
     * @throws IOException if the brokers do not answer, or refuse
     */
    public void publish(List<RuleRecord> records) throws IOException, InterruptedException {
        List<Future<?>> answers = new ArrayList<>();
        for (RuleRecord record : records) {
            answers.add(
                    producer.send(
                            new ProducerRecord<>(
                                    Topics.RULES,
                                    utf8(record.name()),
                                    record.text().map(RulePublisher::utf8).orElse(null))));
        }
        for (Future<?> answer : answers) {
            try {
                answer.get();
            } catch (ExecutionException refused) {
                throw new IOException(
                        "%s: not written: %s"
                                .formatted(Topics.RULES, refused.getCause().getMessage()),
                        refused);
            }
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
