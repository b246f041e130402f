package io.clientele.job.alert;

import io.clientele.analytics.alert.AlertJson;
import io.clientele.job.ingest.DeadLetter;
import io.clientele.job.ingest.RecordPosition;
import io.clientele.job.state.CodecType;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the records of {@code clientele.alerts}: none is left out, whatever its bytes. */
final class AlertRecords implements KafkaRecordDeserializationSchema<AlertRecord> {

    /** How records are written between operators. */
    static final CodecType<AlertRecord> TYPE =
            CodecType.of(AlertRecord.class, new AlertRecordCodec());

    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = new byte[0];

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<AlertRecord> records) {
        records.collect(read(record));
    }

    @Override
    public TypeInformation<AlertRecord> getProducedType() {
        return TYPE;
    }

    private static AlertRecord read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return unreadable(record, NOTHING, "no value, expected an alert");
        }
        try {
            return new AlertRecord.Valid(AlertJson.read(record.value()));
        } catch (IllegalArgumentException refusal) {
            return unreadable(record, record.value(), refusal.getMessage());
        }
    }

    private static AlertRecord unreadable(
            ConsumerRecord<byte[], byte[]> record, byte[] value, String reason) {
        return new AlertRecord.Unreadable(
                record.key() == null ? NOTHING : record.key(),
                value.length > DeadLetter.MOST_BYTES
                        ? Arrays.copyOf(value, DeadLetter.MOST_BYTES)
                        : value,
                value.length,
                new RecordPosition(
                        record.topic(), record.partition(), record.offset(), record.timestamp()),
                reason);
    }
}
