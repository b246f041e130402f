package io.clientele.job.ingest;

import io.clientele.analytics.event.Detail;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.job.StreamTypes;
import io.clientele.job.Topics;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The topic {@code commerce.events} as a source, parsed where it is read. */
public final class TopicEvents {

    private static final byte[] NOTHING = new byte[0];

    private TopicEvents() {}

    /**
     * Events from the group's committed offsets on, or from the earliest ones at the first start.
     *
     * @param connection how brokers are reached, as Kafka's own properties
     * @param group the consumer group, whose committed offsets only tell of progress: the job
     *     itself resumes from its checkpoints
     * @param maxAhead by how much an event may be later than its record
     * @param detail how much of an event is kept
     */
    @SuppressWarnings("deprecation") // the connector's own signature asks for the enum of Kafka 3
    public static KafkaSource<Incoming> source(
            Properties connection,
            String group,
            ReportingCurrency currency,
            Duration maxAhead,
            Detail detail) {
        return KafkaSource.<Incoming>builder()
                .setProperties(connection)
                .setTopics(Topics.EVENTS)
                .setGroupId(group)
                .setStartingOffsets(
                        OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setProperty("partition.discovery.interval.ms", "30000")
                .setProperty("isolation.level", "read_committed")
                .setDeserializer(new Records(currency, maxAhead, detail))
                .build();
    }

    private static final class Records implements KafkaRecordDeserializationSchema<Incoming> {

        private static final long serialVersionUID = 1L;

        private final ReportingCurrency currency;
        private final Duration maxAhead;
        private final Detail detail;
        private transient RecordReader reader;

        Records(ReportingCurrency currency, Duration maxAhead, Detail detail) {
            this.currency = currency;
            this.maxAhead = maxAhead;
            this.detail = detail;
        }

        @Override
        public void open(InitializationContext context) {
            reader = new RecordReader(currency, maxAhead, detail);
        }

        @Override
        public void deserialize(
                ConsumerRecord<byte[], byte[]> record, Collector<Incoming> incoming) {
            RecordPosition position =
                    new RecordPosition(
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            record.timestamp());
            incoming.collect(
                    reader.fromTopic(
                            record.key() == null ? NOTHING : record.key(),
                            record.value() == null ? NOTHING : record.value(),
                            position));
        }

        @Override
        public TypeInformation<Incoming> getProducedType() {
            return StreamTypes.INCOMING;
        }
    }
}
