package io.clientele.quickstart.feed;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the producers that a feed needs. */
public final class FeedProducers {
    /** Of a record and of a request: so large that it is the broker who refuses a record. */
    private static final int LARGEST_REQUEST = 16 << 20;

    private static final int LARGEST_BATCH = 1 << 18;

    private FeedProducers() {}

    /**
     * The same on brokers without TLS and SASL.
     *
     * @param brokers host:port, several separated by commas
     * @throws FeedException if they are not there in time
     */
    public static Producer<byte[], byte[]> connect(String brokers, String topic, Duration patience)
            throws FeedException {
        Properties connection = new Properties();
        connection.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return connect(connection, topic, patience);
    }

    /**
     * An idempotent producer, after the broker has answered and has the topic (or has made it).
     *
     * @param connection how brokers are reached, as Kafka's own properties
     * @param patience how long the broker and the topic are waited for
     * @throws FeedException if they are not there by then
     */
    public static Producer<byte[], byte[]> connect(
            Properties connection, String topic, Duration patience) throws FeedException {
        try {
            int largestBatch = largestBatch(connection, topic, patience);
            return connected(connection, topic, largestBatch, patience);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FeedException(
                    "interrupted while waiting for " + brokers(connection), interrupted);
        }
    }

    /** How large a batch of several records may be, after the broker has answered. */
    private static int largestBatch(Properties connection, String topic, Duration patience)
            throws FeedException, InterruptedException {
        String brokers = brokers(connection);
        int millis = Math.toIntExact(patience.toMillis());
        Properties settings =
                with(
                        connection,
                        Map.of(
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                millis,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                millis));
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return largestBatch(admin, topic);
        } catch (ExecutionException | TimeoutException silent) {
            if (silent.getCause() instanceof AuthenticationException refused) {
                throw new FeedException(
                        "brokers: %s: %s".formatted(brokers, deepest(refused)), silent);
            }
            throw new FeedException(
                    "brokers: no Kafka broker answers at %s (waited %d s)"
                            .formatted(brokers, patience.toSeconds()),
                    silent);
        } catch (KafkaException wrong) {
            throw new FeedException(
                    "brokers: \"%s\", expected host:port of a Kafka broker (%s)"
                            .formatted(brokers, deepest(wrong)),
                    wrong);
        }
    }

    /**
     * A batch that the broker finds too large is split only down to the producer's batch size, and
     * is sent for ever if that is larger than what the topic takes.
     */
    private static int largestBatch(Admin admin, String topic) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            ConfigEntry limit =
                    admin.describeConfigs(Set.of(resource))
                            .values()
                            .get(resource)
                            .get()
                            .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            return Math.max(Math.min(Integer.parseInt(limit.value()) / 2, LARGEST_BATCH), 1);
        } catch (ExecutionException absentOrSecret) {
            return LARGEST_BATCH;
        }
    }

    private static Producer<byte[], byte[]> connected(
            Properties connection, String topic, int largestBatch, Duration patience)
            throws FeedException {
        String brokers = brokers(connection);
        Producer<byte[], byte[]> producer = null;
        boolean usable = false;
        try {
            producer =
                    new KafkaProducer<>(
                            with(
                                    connection,
                                    Map.of(
                                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                            true,
                                            ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                            "lz4",
                                            ProducerConfig.LINGER_MS_CONFIG,
                                            20,
                                            ProducerConfig.BATCH_SIZE_CONFIG,
                                            largestBatch,
                                            ProducerConfig.BUFFER_MEMORY_CONFIG,
                                            64L << 20,
                                            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                                            LARGEST_REQUEST,
                                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                            patience.toMillis())),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
            producer.partitionsFor(topic);
            usable = true;
            return producer;
        } catch (org.apache.kafka.common.errors.TimeoutException absent) {
            throw new FeedException(
                    "topic: %s is not at %s and the broker makes none by itself (waited %d s)"
                            .formatted(topic, brokers, patience.toSeconds()),
                    absent);
        } catch (InvalidTopicException | TopicAuthorizationException refused) {
            throw new FeedException(
                    "topic: \"%s\" is refused: %s".formatted(topic, refused.getMessage()), refused);
        } catch (KafkaException failed) {
            throw new FeedException("brokers: %s: %s".formatted(brokers, deepest(failed)), failed);
        } finally {
            if (producer != null && !usable) {
                producer.close(Duration.ZERO);
            }
        }
    }

    private static String brokers(Properties connection) {
        return connection.getProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    private static Properties with(Properties connection, Map<String, ?> settings) {
        Properties all = new Properties();
        all.putAll(connection);
        all.putAll(settings);
        return all;
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
