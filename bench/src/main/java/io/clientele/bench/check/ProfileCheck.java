package io.clientele.bench.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.bench.contender.Contender;
import io.clientele.bench.contender.Engine;
import io.clientele.job.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what a contender has committed, and holds it against the figures that it must say. */
public final class ProfileCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProfileCheck() {}

    /**
     * Checks profiles until enough of them agree.
     *
     * @param enough how many profiles of the sample have to agree
     * @param patience how long they are waited for: they show when a transaction commits
     * @return how many agreed
     * @throws IllegalStateException if one does not agree, naming it, or if there are not enough
     */
    public static int check(
            Contender contender,
            String brokers,
            ExpectedFigures expected,
            int enough,
            Duration patience)
            throws IOException {
        int agreed = 0;
        long deadline = System.nanoTime() + patience.toNanos();
        try (var profiles = new KafkaConsumer<>(settings(brokers), bytes(), bytes())) {
            List<TopicPartition> partitions =
                    profiles.partitionsFor(Topics.PROFILES).stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .collect(Collectors.toList());
            profiles.assign(partitions);
            profiles.seekToBeginning(partitions);
            while (agreed < enough) {
                for (ConsumerRecord<byte[], byte[]> record :
                        profiles.poll(Duration.ofMillis(200))) {
                    agreed += agrees(contender, record, expected) ? 1 : 0;
                }
                if (agreed < enough && System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "%s has committed %d profiles that could be checked, expected %d"
                                    .formatted(contender.name(), agreed, enough));
                }
            }
        }
        return agreed;
    }

    private static boolean agrees(
            Contender contender, ConsumerRecord<byte[], byte[]> record, ExpectedFigures expected)
            throws IOException {
        String customer = new String(record.key(), StandardCharsets.UTF_8);
        if (!expected.isOfSample(customer) || record.value() == null) {
            return false;
        }
        JsonNode profile = JSON.readTree(record.value());
        long asOf = Instant.parse(profile.get("as_of").textValue()).toEpochMilli();
        boolean query = contender.engine() == Engine.SQL_OVER;
        List<Figures> allowed =
                query ? expected.byMillis(customer, asOf) : expected.byDays(customer, asOf);
        // Profiles of other moments, such as a day's end, are the main job's alone.
        if (allowed.isEmpty()) {
            return false;
        }
        if (allowed.stream().noneMatch(figures -> says(profile, figures, query))) {
            throw new IllegalStateException(
                    "%s says %s, expected one of %s".formatted(contender.name(), profile, allowed));
        }
        return true;
    }

    private static boolean says(JsonNode profile, Figures figures, boolean query) {
        JsonNode month = profile.at("/windows/30");
        boolean monthAgrees =
                month.get("orders").longValue() == figures.monthOrders()
                        && month.get("net").longValue() == figures.monthNet();
        if (query) {
            return monthAgrees;
        }
        JsonNode lifetime = profile.get("lifetime");
        JsonNode year = profile.at("/windows/365");
        JsonNode last = lifetime.get("last_order_at");
        return monthAgrees
                && year.get("orders").longValue() == figures.yearOrders()
                && year.get("net").longValue() == figures.yearNet()
                && lifetime.get("orders").longValue() == figures.orders()
                && lifetime.get("gross").longValue() == figures.gross()
                && lifetime.get("refunds").longValue() == figures.refunds()
                && (last.isNull() ? Long.MIN_VALUE : Instant.parse(last.textValue()).toEpochMilli())
                        == figures.lastOrderAt();
    }

    private static Map<String, Object> settings(String brokers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
    }

    private static ByteArrayDeserializer bytes() {
        return new ByteArrayDeserializer();
    }
}
