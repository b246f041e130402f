package io.clientele.quickstart.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clientele.job.Topics;
import io.clientele.quickstart.embedded.CommittedRecords;
import io.clientele.quickstart.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All that a run has told of the compared days, by subject: for each key what was told of it, in
 * that order.
 */
record Told(Map<String, Map<String, List<String>>> subjects) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TABLES =
            List.of(
                    "sales",
                    "customers",
                    "segments",
                    "vips",
                    "value",
                    "clustering",
                    "clusters",
                    "churn",
                    "risk",
                    "events",
                    "dead_letters",
                    "pipeline");
    private static final String PIPELINE_COLUMNS =
            "timestamp, events, accepted, duplicates, dead_letters, late_events";
    private static final long DAY_MILLIS = 86_400_000L;

    /** What is in the topics. */
    static Told inTopics(String brokers) throws Exception {
        Map<String, Map<String, List<String>>> subjects = new TreeMap<>();
        subjects.put("profiles", profiles(brokers));
        subjects.put("moves", moves(Topics.SEGMENT_MOVES, brokers));
        subjects.put("VIP moves", moves(Topics.VIP_MOVES, brokers));
        subjects.put("models", models(brokers));
        subjects.put("KPIs", kpis(brokers));
        subjects.put("dead letters", deadLetters(brokers));
        return new Told(subjects);
    }

    /** What is in the topics and in the store. */
    static Told inTopicsAndStore(String brokers, EmbeddedStore store) throws Exception {
        Told told = inTopics(brokers);
        told.subjects().put("points in the store", points(store));
        return told;
    }

    /** How many things are told of a subject, however often. */
    long size(String subject) {
        return subjects.get(subject).values().stream().mapToLong(List::size).sum();
    }

    /** Of how many things a subject tells. */
    int keys(String subject) {
        return subjects.get(subject).size();
    }

    /** What another run has told otherwise, not at all, or besides; a line for each. */
    List<String> differences(Told other) {
        List<String> differences = new ArrayList<>();
        Set<String> names = new TreeSet<>(subjects.keySet());
        names.addAll(other.subjects.keySet());
        for (String subject : names) {
            Map<String, List<String>> here = subjects.getOrDefault(subject, Map.of());
            Map<String, List<String>> there = other.subjects.getOrDefault(subject, Map.of());
            Set<String> keys = new TreeSet<>(here.keySet());
            keys.addAll(there.keySet());
            for (String key : keys) {
                List<String> one = valid(subject, here.getOrDefault(key, List.of()));
                List<String> two = valid(subject, there.getOrDefault(key, List.of()));
                if (!one.equals(two)) {
                    differences.add(
                            "%s: %s%n    undisturbed %s%n    disturbed   %s"
                                    .formatted(subject, key, one, two));
                }
            }
        }
        return differences;
    }

    /** A point may be told anew, and the last one is valid; everything else counts each time. */
    private static List<String> valid(String subject, List<String> told) {
        return subject.equals("KPIs") && told.size() > 1
                ? told.subList(told.size() - 1, told.size())
                : told;
    }

    /** Of each customer, what is told at the ends of days, and that it was removed. */
    private static Map<String, List<String>> profiles(String brokers) throws Exception {
        Map<String, List<String>> profiles = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                CommittedRecords.of(Topics.PROFILES, brokers)) {
            String customer = text(record.key());
            if (customer.startsWith("sentinel-")) {
                continue;
            }
            if (record.value() == null) {
                add(customer, "removed", profiles);
                continue;
            }
            JsonNode profile = read(record.value());
            if (isEndOfDay(millis(profile.path("as_of")))
                    && isCompared(millis(profile.path("as_of")))) {
                add(customer, text(record.value()), profiles);
            }
        }
        return profiles;
    }

    /** The models of each day. */
    private static Map<String, List<String>> models(String brokers) throws Exception {
        Map<String, List<String>> models = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : CommittedRecords.of(Topics.MODELS, brokers)) {
            String day = read(record.value()).path("day").asText();
            if (isCompared(LocalDate.parse(day).toEpochDay() * DAY_MILLIS)) {
                add(day, text(record.value()), models);
            }
        }
        return models;
    }

    private static Map<String, List<String>> moves(String topic, String brokers) throws Exception {
        Map<String, List<String>> moves = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : CommittedRecords.of(topic, brokers)) {
            if (isCompared(millis(read(record.value()).path("at")))) {
                add(text(record.key()), text(record.value()), moves);
            }
        }
        return moves;
    }

    /** All points, but for the one figure that the clock makes. */
    private static Map<String, List<String>> kpis(String brokers) throws Exception {
        Map<String, List<String>> points = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : CommittedRecords.of(Topics.KPIS, brokers)) {
            JsonNode point = read(record.value());
            if (isCompared(millis(point.path("time")))) {
                ((ObjectNode) point.path("fields")).remove("event_to_kpi_ms");
                add(
                        "%s %s %s"
                                .formatted(
                                        point.path("measurement").asText(),
                                        point.path("tags"),
                                        point.path("time").asText()),
                        point.toString(),
                        points);
            }
        }
        return points;
    }

    private static Map<String, List<String>> deadLetters(String brokers) throws Exception {
        Map<String, List<String>> letters = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                CommittedRecords.of(Topics.DEAD_LETTERS, brokers)) {
            Map<String, String> headers = new TreeMap<>();
            record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
            // When the record came in, which is another time in each run.
            headers.remove("timestamp");
            add(
                    "%s-%s at %s"
                            .formatted(
                                    headers.get("topic"),
                                    headers.get("partition"),
                                    headers.get("offset")),
                    "%s %s %s"
                            .formatted(
                                    text(record.key()),
                                    headers,
                                    HexFormat.of().formatHex(sha256(record.value()))),
                    letters);
        }
        return letters;
    }

    private static Map<String, List<String>> points(EmbeddedStore store)
            throws IOException, InterruptedException {
        Map<String, List<String>> points = new TreeMap<>();
        for (String table : TABLES) {
            String columns = table.equals("pipeline") ? PIPELINE_COLUMNS : "*";
            for (JsonNode row :
                    store.rows(
                            "SELECT %s FROM %s WHERE timestamp <= '%s'"
                                    .formatted(columns, table, Instant.ofEpochMilli(Shop.end())))) {
                StringBuilder key = new StringBuilder(table);
                row.forEach(value -> key.append(value.isTextual() ? " " + value.asText() : ""));
                add(key.toString(), row.toString(), points);
            }
        }
        return points;
    }

    private static void add(String key, String told, Map<String, List<String>> to) {
        to.computeIfAbsent(key, any -> new ArrayList<>()).add(told);
    }

    private static boolean isCompared(long time) {
        return time <= Shop.end();
    }

    private static boolean isEndOfDay(long time) {
        return Math.floorMod(time + 1, DAY_MILLIS) == 0;
    }

    private static long millis(JsonNode instant) {
        return Instant.parse(instant.asText()).toEpochMilli();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }
}
