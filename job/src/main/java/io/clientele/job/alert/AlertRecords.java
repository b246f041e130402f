package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertJson;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the records of {@code clientele.alerts}. A record that cannot be read is logged with its
 * place, counted as {@code alertsUnreadable} and left out.
 */
final class AlertRecords implements KafkaRecordDeserializationSchema<Alert> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AlertRecords.class);

    private transient Counter unreadable;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        unreadable = context.getMetricGroup().counter("alertsUnreadable");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Alert> alerts) {
        if (record.value() == null) {
            skip(record, "no value, expected an alert");
            return;
        }
        try {
            alerts.collect(AlertJson.read(record.value()));
        } catch (IllegalArgumentException refusal) {
            skip(record, refusal.getMessage());
        }
    }

    @Override
    public TypeInformation<Alert> getProducedType() {
        return AlertDelivery.ALERT;
    }

    private void skip(ConsumerRecord<byte[], byte[]> record, String reason) {
        unreadable.inc();
        LOG.warn(
                "skipped the record at {}-{} offset {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                reason);
    }
}
