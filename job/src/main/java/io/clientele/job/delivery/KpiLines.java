package io.clientele.job.delivery;

import io.clientele.analytics.kpi.KpiJson;
import io.clientele.analytics.kpi.LineProtocol;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the records of {@code clientele.kpis} into line protocol. A record that cannot be read is
 * logged with its place, counted as {@code kpisUnreadable} and left out.
 */
final class KpiLines implements KafkaRecordDeserializationSchema<String> {

    private static final Logger LOG = LoggerFactory.getLogger(KpiLines.class);

    private transient Counter unreadable;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        unreadable = context.getMetricGroup().counter("kpisUnreadable");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<String> lines) {
        if (record.value() == null) {
            skip(record, "no value, expected a KPI point");
            return;
        }
        try {
            lines.collect(LineProtocol.of(KpiJson.read(record.value())));
        } catch (IllegalArgumentException refusal) {
            skip(record, refusal.getMessage());
        }
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
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
