package io.clientele.job.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.analytics.alert.AlertJson;
import io.clientele.job.Topics;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The records of {@code clientele.undelivered-alerts}: the alert as it was, the rest in headers.
 */
final class UndeliveredRecords implements KafkaRecordSerializationSchema<Undelivered> {

    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Undelivered undelivered, KafkaSinkContext context, Long timestamp) {
        Headers headers = new RecordHeaders();
        headers.add("schema", "1".getBytes(UTF_8));
        headers.add("channel", undelivered.channel().getBytes(UTF_8));
        headers.add("reason", undelivered.reason().getBytes(UTF_8));
        headers.add("attempts", Long.toString(undelivered.attempts()).getBytes(UTF_8));
        return new ProducerRecord<>(
                Topics.UNDELIVERED_ALERTS,
                null,
                undelivered.alert().subject().label().getBytes(UTF_8),
                AlertJson.write(undelivered.alert()),
                headers);
    }
}
