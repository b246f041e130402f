package io.clientele.job;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.Keys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics that Clientele reads and writes; what they carry is in {@code docs/topics.md}. */
public final class Topics {

    /** In: what happened in the shop, Segment e-commerce {@code track} calls. */
    public static final String EVENTS = "commerce.events";

    /** Out: the newest profile of each customer. */
    public static final String PROFILES = "clientele.profiles";

    /** Out: moves of customers between RFM groups. */
    public static final String SEGMENT_MOVES = "clientele.segment-moves";

    /** Out: customers who become VIPs, and who are no longer. */
    public static final String VIP_MOVES = "clientele.vip-moves";

    /** Out: the models of each day. */
    public static final String MODELS = "clientele.models";

    /** In: which versions of models customers are to be scored by, by kind; compacted. */
    public static final String MODEL_CONTROL = "clientele.model-control";

    /** Out: what became of the newest record of each kind; compacted. */
    public static final String MODEL_STATUS = "clientele.model-status";

    /** Out: KPI points. */
    public static final String KPIS = "clientele.kpis";

    /** In: the rules, by name; compacted. */
    public static final String RULES = "clientele.rules";

    /** Out: what became of each rule's newest record; compacted. */
    public static final String RULE_STATUS = "clientele.rule-status";

    /** Out: alerts of rules and detectors, and in for their delivery. */
    public static final String ALERTS = "clientele.alerts";

    /** Out: alerts that a channel did not get, with the reason. */
    public static final String UNDELIVERED_ALERTS = "clientele.undelivered-alerts";

    /** Out: records that cannot be used, with the reason. */
    public static final String DEAD_LETTERS = "clientele.dead-letters";

    /**
     * Below the 15 minutes that brokers allow by default, and far above a checkpoint's interval.
     */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

    private static final long MEBIBYTE = 1 << 20;

    private Topics() {}

    /**
     * All topics as they should be created, replicated as the broker's default says.
     *
     * @param partitions of the topics whose volume grows with the shop, at least 1; KPIs are few
     *     and keep their order in one
     * @throws IllegalArgumentException if there is no partition
     */
    public static List<NewTopic> specifications(int partitions) {
        Configuration defaults = Configuration.defaults();
        return specifications(
                partitions,
                Optional.empty(),
                defaults.get(Keys.TOPICS_RETENTION),
                defaults.get(Keys.TOPICS_EVENTS_RETENTION));
    }

    /** All topics as they should be created, as configured. */
    public static List<NewTopic> specifications(Configuration configuration) {
        return specifications(
                configuration.get(Keys.TOPICS_PARTITIONS),
                configuration.find(Keys.TOPICS_REPLICATION).map(Integer::shortValue),
                configuration.get(Keys.TOPICS_RETENTION),
                configuration.get(Keys.TOPICS_EVENTS_RETENTION));
    }

    /**
     * The time of a record is that of its arrival: a replay of an old year must not be deleted on
     * arrival.
     */
    private static List<NewTopic> specifications(
            int partitions,
            Optional<Short> replication,
            Optional<Duration> retention,
            Optional<Duration> eventsRetention) {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "partitions: %d, expected at least 1".formatted(partitions));
        }
        return List.of(
                // Twice what is accepted, so that a record that is too large can be refused.
                topic(
                        EVENTS,
                        partitions,
                        replication,
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_DELETE,
                                TopicConfig.RETENTION_MS_CONFIG,
                                millis(eventsRetention),
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Long.toString(2 * MEBIBYTE))),
                topic(PROFILES, partitions, replication, compacted()),
                topic(SEGMENT_MOVES, partitions, replication, kept(retention)),
                topic(VIP_MOVES, partitions, replication, kept(retention)),
                topic(MODELS, 1, replication, kept(retention)),
                topic(MODEL_CONTROL, 1, replication, compacted()),
                topic(MODEL_STATUS, 1, replication, compacted()),
                topic(KPIS, 1, replication, kept(retention)),
                // One partition, so that the changes of a rule keep their order.
                topic(RULES, 1, replication, compacted()),
                topic(RULE_STATUS, 1, replication, compacted()),
                topic(ALERTS, partitions, replication, kept(retention)),
                topic(UNDELIVERED_ALERTS, 1, replication, kept(retention)),
                topic(DEAD_LETTERS, partitions, replication, deadLetters(retention)));
    }

    private static Map<String, String> compacted() {
        return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    private static Map<String, String> kept(Optional<Duration> retention) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                millis(retention));
    }

    private static Map<String, String> deadLetters(Optional<Duration> retention) {
        Map<String, String> configuration = new TreeMap<>(kept(retention));
        configuration.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.toString(MEBIBYTE));
        return configuration;
    }

    private static NewTopic topic(
            String name,
            int partitions,
            Optional<Short> replication,
            Map<String, String> particular) {
        Map<String, String> configuration = new TreeMap<>(particular);
        configuration.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        return new NewTopic(name, Optional.of(partitions), replication).configs(configuration);
    }

    /** Kafka's own -1 for what is kept forever. */
    private static String millis(Optional<Duration> retention) {
        return Long.toString(retention.map(Duration::toMillis).orElse(-1L));
    }
}
