package io.clientele.gateway.topic;

import io.clientele.gateway.GatewaySettings;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the topics' reading: the clock, the follower and its state of health. */
@Configuration(proxyBeanMethods = false)
public class TopicConnection {

    /** The machine's clock, for what concerns the gateway itself; the shop's time is in events. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Follows every topic that has a view. */
    @Bean
    TopicFollower topicFollower(GatewaySettings settings, List<TopicView> views, Clock clock) {
        return new TopicFollower(() -> open(settings.kafka()), views, clock);
    }

    /** Up while a broker answers, once what was in the topics at the start has been read. */
    @Bean
    HealthIndicator topics(TopicFollower follower) {
        return () -> {
            Connection connection = follower.status().connection();
            Health.Builder health =
                    connection == Connection.LIVE ? Health.up() : Health.outOfService();
            return health.withDetail("connection", connection).build();
        };
    }

    private static Consumer<byte[], byte[]> open(Map<String, String> connection) {
        Map<String, Object> properties =
                new HashMap<>(
                        Map.of(
                                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                                15_000,
                                // A fetch must fit well into the 256 MB that the gateway runs in.
                                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                8 << 20,
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                1 << 20,
                                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                                2_000));
        properties.putAll(connection);
        properties.putAll(
                Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "clientele-gateway",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false));
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
