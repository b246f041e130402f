package io.clientele.job.publish;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertJson;
import io.clientele.analytics.artefact.PinStatus;
import io.clientele.analytics.artefact.PinStatusJson;
import io.clientele.analytics.kpi.KpiJson;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.model.ModelJson;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.profile.ProfileJson;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.profile.VipMove;
import io.clientele.job.Destinations;
import io.clientele.job.Settings;
import io.clientele.job.Topics;
import io.clientele.job.ingest.DeadLetter;
import io.clientele.job.pattern.RuleStatus;
import io.clientele.job.pattern.RuleStatusJson;
import io.clientele.job.rfm.ProfileUpdate;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Topics as destinations, exactly once: records are in transactions that commit with a checkpoint.
 */
public final class TopicDestinations {

    /** A dead letter's headers may need some bytes more than a record is usually allowed. */
    private static final int MOST_REQUEST_BYTES = 2 << 20;

    /** Some two hundred profiles, which compress and travel better than the usual two dozen. */
    private static final int BATCH_BYTES = 1 << 17;

    private final Settings settings;
    private final Properties connection;
    private final String job;

    /**
     * Destinations on a cluster.
     *
     * @param connection how brokers are reached, as Kafka's own properties; those of producers win
     *     over what is chosen here
     * @param job tells this job's transactions from those of others
     */
    public TopicDestinations(Settings settings, Properties connection, String job) {
        this.settings = settings;
        this.connection = connection;
        this.job = job;
    }

    /** The destinations of all results. */
    public Destinations all() {
        var windows = settings.windows();
        var reporting = settings.currency();
        String currency = reporting.code();
        return new Destinations(
                to(
                        Topics.PROFILES,
                        () -> {
                            var json = new ProfileJson(windows, currency);
                            return update -> profile(update, json);
                        }),
                to(
                        Topics.SEGMENT_MOVES,
                        () -> {
                            var json = new ProfileJson(windows, currency);
                            return move -> move(move, json);
                        }),
                to(
                        Topics.VIP_MOVES,
                        () -> {
                            var json = new ProfileJson(windows, currency);
                            return move -> vipMove(move, json);
                        }),
                to(
                        Topics.MODELS,
                        () -> {
                            var json = new ModelJson(reporting);
                            return models -> models(models, json);
                        }),
                to(Topics.MODEL_STATUS, () -> TopicDestinations::modelStatus),
                to(Topics.KPIS, () -> TopicDestinations::kpi),
                to(Topics.DEAD_LETTERS, () -> TopicDestinations::deadLetter),
                atOnce(() -> TopicDestinations::alert),
                to(Topics.RULE_STATUS, () -> TopicDestinations::ruleStatus));
    }

    /** Makes, in the task, what turns an element into a record. */
    private interface RecordsFactory<T>
            extends Supplier<Function<T, ProducerRecord<byte[], byte[]>>>, Serializable {}

    private <T> KafkaSink<T> to(String topic, RecordsFactory<T> factory) {
        Properties producer = new Properties();
        producer.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(Topics.TRANSACTION_TIMEOUT.toMillis()));
        producer.setProperty(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(MOST_REQUEST_BYTES));
        producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, "20");
        producer.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES));
        producer.putAll(connection);
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(producer)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(job + "-" + topic)
                .setRecordSerializer(new Records<>(factory))
                .build();
    }

    /** Visible as soon as written, and written again after a failure. */
    private <T> KafkaSink<T> atOnce(RecordsFactory<T> factory) {
        Properties producer = new Properties();
        producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producer.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        producer.putAll(connection);
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(producer)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new Records<>(factory))
                .build();
    }

    private static final class Records<T> implements KafkaRecordSerializationSchema<T> {

        private static final long serialVersionUID = 1L;

        private final RecordsFactory<T> factory;
        private transient Function<T, ProducerRecord<byte[], byte[]>> records;

        Records(RecordsFactory<T> factory) {
            this.factory = factory;
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                T element, KafkaSinkContext context, Long timestamp) {
            if (records == null) {
                records = factory.get();
            }
            return records.apply(element);
        }
    }

    private static ProducerRecord<byte[], byte[]> profile(ProfileUpdate update, ProfileJson json) {
        // A record without a value is a tombstone: compaction removes the customer.
        return new ProducerRecord<>(
                Topics.PROFILES,
                utf8(update.customerId()),
                update.profile().map(json::write).orElse(null));
    }

    private static ProducerRecord<byte[], byte[]> move(SegmentMove move, ProfileJson json) {
        return new ProducerRecord<>(
                Topics.SEGMENT_MOVES, utf8(move.profile().customerId()), json.write(move));
    }

    private static ProducerRecord<byte[], byte[]> vipMove(VipMove move, ProfileJson json) {
        return new ProducerRecord<>(
                Topics.VIP_MOVES, utf8(move.profile().customerId()), json.write(move));
    }

    private static ProducerRecord<byte[], byte[]> models(Models models, ModelJson json) {
        return new ProducerRecord<>(Topics.MODELS, json.write(models));
    }

    private static ProducerRecord<byte[], byte[]> modelStatus(PinStatus status) {
        return new ProducerRecord<>(
                Topics.MODEL_STATUS, utf8(status.kind()), PinStatusJson.write(status));
    }

    private static ProducerRecord<byte[], byte[]> kpi(KpiPoint point) {
        return new ProducerRecord<>(Topics.KPIS, utf8(point.measurement()), KpiJson.write(point));
    }

    private static ProducerRecord<byte[], byte[]> alert(Alert alert) {
        return new ProducerRecord<>(
                Topics.ALERTS, utf8(alert.subject().label()), AlertJson.write(alert));
    }

    private static ProducerRecord<byte[], byte[]> ruleStatus(RuleStatus status) {
        return new ProducerRecord<>(
                Topics.RULE_STATUS, utf8(status.rule()), RuleStatusJson.write(status));
    }

    private static ProducerRecord<byte[], byte[]> deadLetter(DeadLetter letter) {
        Headers headers = new RecordHeaders();
        Map.of(
                        "schema", "1",
                        "reason", letter.refusal().reason().code(),
                        "field", letter.refusal().field(),
                        "message", letter.refusal().message(),
                        "topic", letter.position().topic(),
                        "partition", Integer.toString(letter.position().partition()),
                        "offset", Long.toString(letter.position().offset()),
                        "timestamp", Long.toString(letter.position().timestamp()),
                        "length", Long.toString(letter.length()),
                        "sha256", letter.sha256())
                .forEach((name, value) -> headers.add(name, utf8(value)));
        byte[] key = letter.key().length == 0 ? null : letter.key();
        return new ProducerRecord<>(Topics.DEAD_LETTERS, null, key, letter.value(), headers);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
