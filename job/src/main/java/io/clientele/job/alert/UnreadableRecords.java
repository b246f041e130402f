package io.clientele.job.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.job.Topics;
import io.clientele.job.ingest.RecordPosition;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The records of {@code clientele.undelivered-alerts} that are no alerts: key and value as they
 * were, the rest in headers, with no channel and no attempt.
 */
final class UnreadableRecords implements KafkaRecordSerializationSchema<AlertRecord> {

    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            AlertRecord record, KafkaSinkContext context, Long timestamp) {
        if (!(record instanceof AlertRecord.Unreadable unreadable)) {
            throw new IllegalArgumentException("an alert, expected a record that is none");
        }
        RecordPosition position = unreadable.position();
        Headers headers = new RecordHeaders();
        add(headers, "schema", "1");
        add(headers, "channel", "");
        add(headers, "reason", "no alert: " + unreadable.reason());
        add(headers, "attempts", "0");
        add(headers, "topic", position.topic());
        add(headers, "partition", Integer.toString(position.partition()));
        add(headers, "offset", Long.toString(position.offset()));
        add(headers, "length", Long.toString(unreadable.length()));
        return new ProducerRecord<>(
                Topics.UNDELIVERED_ALERTS, null, unreadable.key(), unreadable.value(), headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
