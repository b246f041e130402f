package io.clientele.gateway.shop;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Records as the contract of the topics says. */
public final class Records {

    public static final String KPIS = "clientele.kpis";
    public static final String PROFILES = "clientele.profiles";
    public static final String MOVES = "clientele.segment-moves";
    public static final String MODELS = "clientele.models";
    public static final String ALERTS = "clientele.alerts";
    public static final String DEAD_LETTERS = "clientele.dead-letters";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Records() {}

    /** A KPI point. */
    public static ProducerRecord<byte[], byte[]> kpi(
            String measurement,
            Map<String, String> tags,
            Instant time,
            long windowSeconds,
            Map<String, ? extends Number> fields) {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", 1).put("measurement", measurement).put("time", time.toString());
        json.put("window_seconds", windowSeconds);
        json.set("tags", JSON.valueToTree(tags));
        json.set("fields", JSON.valueToTree(fields));
        return new ProducerRecord<>(KPIS, bytes(measurement), bytes(json.toString()));
    }

    /** A customer's profile, with what the gateway looks at. */
    public static ProducerRecord<byte[], byte[]> profile(
            String customerId, long net, long orders, String group, Instant lastOrderAt) {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", 1).put("customer_id", customerId).put("currency", "GBP");
        json.put("as_of", lastOrderAt.toString());
        ObjectNode lifetime = json.putObject("lifetime");
        lifetime.put("orders", orders).put("gross", net).put("refunds", 0);
        lifetime.put("first_order_at", lastOrderAt.toString());
        lifetime.put("last_order_at", lastOrderAt.toString());
        ObjectNode windows = json.putObject("windows");
        windows.putObject("30").put("orders", 0).put("net", 0);
        windows.putObject("90").put("orders", 1).put("net", 1);
        windows.putObject("365").put("orders", orders).put("net", net);
        ObjectNode rfm = json.putObject("rfm");
        rfm.put("recency_days", 1).put("r", 5).put("f", 5).put("m", 5).put("group", group);
        ObjectNode value = json.putObject("value");
        value.put("x", 3).put("p_alive", .75).put("clv", net / 4).put("vip", net > 100_000);
        json.putObject("cluster").put("id", 2).put("name", "often, lately").put("model_version", 9);
        ObjectNode churn = json.putObject("churn");
        churn.put("risk", .375).put("band", "medium").put("champion", "regression");
        churn.putArray("reasons")
                .addObject()
                .put("text", "last order 9 days ago")
                .put("contribution", .5);
        return new ProducerRecord<>(PROFILES, bytes(customerId), bytes(json.toString()));
    }

    /** The models of a day, with what the gateway looks at. */
    public static ProducerRecord<byte[], byte[]> models(LocalDate day, Map<Integer, String> names) {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", 1).put("day", day.toString()).put("currency", "GBP");
        json.putObject("value").put("version", 1).putArray("warnings");
        ObjectNode clusters = json.putObject("clusters");
        clusters.set("ids", JSON.valueToTree(names.keySet()));
        clusters.set("names", JSON.valueToTree(names.values()));
        return new ProducerRecord<>(MODELS, null, bytes(json.toString()));
    }

    /** An alert of a rule about a customer. */
    public static ProducerRecord<byte[], byte[]> alert(
            String id,
            String rule,
            String severity,
            String kind,
            String customerId,
            Instant time,
            String message) {
        ObjectNode json = told(id, "rule", rule, severity, kind, time, message);
        json.putObject("subject").put("customer_id", customerId);
        json.put("action", "Look at the orders of " + customerId);
        return new ProducerRecord<>(ALERTS, bytes(customerId), bytes(json.toString()));
    }

    /** An alert of a detector about a KPI series. */
    public static ProducerRecord<byte[], byte[]> anomaly(String id, Instant time, String message) {
        ObjectNode json = told(id, "kpi", "seasonal", "warning", "anomaly", time, message);
        ObjectNode subject = json.putObject("subject");
        subject.put("measurement", "events").put("field", "count");
        subject.putObject("tags").put("event", "Order Completed");
        json.put("action", "");
        return new ProducerRecord<>(ALERTS, bytes("events"), bytes(json.toString()));
    }

    private static ObjectNode told(
            String id,
            String source,
            String rule,
            String severity,
            String kind,
            Instant time,
            String message) {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", 1).put("id", id).put("source", source).put("rule", rule);
        json.put("version", 2).put("severity", severity).put("kind", kind);
        json.put("time", time.toString()).put("message", message);
        json.putObject("fields").put("orders", 5.0);
        json.putArray("events");
        return json;
    }

    /** Says that a customer was removed. */
    public static ProducerRecord<byte[], byte[]> tombstone(String customerId) {
        return new ProducerRecord<>(PROFILES, bytes(customerId), null);
    }

    /** A move between groups. */
    public static ProducerRecord<byte[], byte[]> move(
            String customerId, String from, String to, Instant at, long net) {
        ObjectNode json = JSON.createObjectNode();
        json.put("schema", 1).put("customer_id", customerId).put("from", from).put("to", to);
        json.put("at", at.toString()).put("recency_days", 3).put("r", 4).put("f", 2).put("m", 2);
        json.put("net", net);
        return new ProducerRecord<>(MOVES, bytes(customerId), bytes(json.toString()));
    }

    /** A refused record. */
    public static ProducerRecord<byte[], byte[]> deadLetter(
            String reason, String field, String message, long offset, String payload) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(DEAD_LETTERS, null, bytes(payload));
        Map.of(
                        "schema",
                        "1",
                        "reason",
                        reason,
                        "field",
                        field,
                        "message",
                        message,
                        "topic",
                        "commerce.events",
                        "partition",
                        "2",
                        "offset",
                        Long.toString(offset))
                .forEach((name, value) -> record.headers().add(name, bytes(value)));
        return record;
    }

    /** The record as a consumer gets it. */
    public static ConsumerRecord<byte[], byte[]> received(
            ProducerRecord<byte[], byte[]> record, Instant at) {
        return new ConsumerRecord<>(
                record.topic(),
                0,
                0,
                at.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty());
    }

    /** A text's UTF-8 bytes. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
