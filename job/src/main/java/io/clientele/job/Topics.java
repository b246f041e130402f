package io.clientele.job;

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

    /** Out: KPI points. */
    public static final String KPIS = "clientele.kpis";

    /** Out: records that cannot be used, with the reason. */
    public static final String DEAD_LETTERS = "clientele.dead-letters";

    private static final long MEBIBYTE = 1 << 20;
    private static final Duration KEPT = Duration.ofDays(30);

    private Topics() {}

    /**
     * All topics as they should be created, replicated as the broker's default says. The time of a
     * record is that of its arrival: a replay of an old year must not be deleted on arrival.
     *
     * @param partitions of the topics whose volume grows with the shop, at least 1; KPIs are few
     *     and keep their order in one
     * @throws IllegalArgumentException if there is no partition
     */
    public static List<NewTopic> specifications(int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "partitions: %d, expected at least 1".formatted(partitions));
        }
        return List.of(
                // Twice what is accepted, so that a record that is too large can be refused.
                topic(
                        EVENTS,
                        partitions,
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                "-1",
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                bytes(2 * MEBIBYTE))),
                topic(
                        PROFILES,
                        partitions,
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT)),
                topic(SEGMENT_MOVES, partitions, Map.of()),
                topic(KPIS, 1, Map.of()),
                topic(
                        DEAD_LETTERS,
                        partitions,
                        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes(MEBIBYTE))));
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> particular) {
        Map<String, String> configuration =
                new TreeMap<>(
                        Map.of(
                                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                "LogAppendTime",
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(KEPT.toMillis())));
        configuration.putAll(particular);
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configuration);
    }

    private static String bytes(long count) {
        return Long.toString(count);
    }
}
