package io.clientele.job.publish;

import io.clientele.analytics.artefact.ModelControl;
import io.clientele.analytics.artefact.ModelControlJson;
import io.clientele.job.Topics;
import io.clientele.job.model.ControlRecord;
import io.clientele.job.model.ControlRecordCodec;
import io.clientele.job.model.ControlsAtStart;
import io.clientele.job.model.ModelControls;
import io.clientele.job.state.CodecType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic {@code clientele.model-control} as what a job is asked for. */
public final class TopicModelControls {

    private TopicModelControls() {}

    /**
     * What the topic asks for: what is there when a job starts, and each record that comes.
     *
     * @param connection how brokers are reached, as Kafka's own properties
     * @param group the job's consumer group
     */
    public static ModelControls feed(
            StreamExecutionEnvironment environment, Properties connection, String group) {
        KafkaSource<ControlRecord> source =
                KafkaSource.<ControlRecord>builder()
                        .setProperties(connection)
                        .setTopics(Topics.MODEL_CONTROL)
                        .setGroupId(group + "-model-control")
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                        .setDeserializer(new Records())
                        .build();
        var records =
                environment
                        .fromSource(source, WatermarkStrategy.noWatermarks(), Topics.MODEL_CONTROL)
                        .uid("model-control")
                        .setParallelism(1)
                        .assignTimestampsAndWatermarks(NeverHoldingUp.<ControlRecord>strategy())
                        .name("model control holds up no time")
                        .uid("model-control-holds-up-no-time")
                        .setParallelism(1);
        return new ModelControls(records, new Snapshot(connection));
    }

    /**
     * Writes a record and waits until the brokers have it.
     *
     * @param connection how brokers are reached, as Kafka's own properties
     * @param patience how long they are waited for
     * @throws IOException if the brokers do not answer, or refuse
     */
    public static void publish(ModelControl control, Properties connection, Duration patience)
            throws IOException, InterruptedException {
        Properties properties = new Properties();
        properties.putAll(connection);
        String millis = Long.toString(patience.toMillis());
        properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        properties.setProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.MODEL_CONTROL,
                                    control.kind().label().getBytes(StandardCharsets.UTF_8),
                                    ModelControlJson.write(control)))
                    .get();
        } catch (ExecutionException refused) {
            throw new IOException(
                    "%s: not written: %s"
                            .formatted(Topics.MODEL_CONTROL, refused.getCause().getMessage()),
                    refused);
        }
    }

    /**
     * All records that the topic holds now, in their order.
     *
     * @param connection how brokers are reached, as Kafka's own properties
     */
    public static List<ControlRecord> records(Properties connection) {
        return new Snapshot(connection).read();
    }

    /**
     * The values that a topic of models holds now, in their order, UTF-8 JSON.
     *
     * @param topic {@link Topics#MODELS} or {@link Topics#MODEL_STATUS}
     * @param connection how brokers are reached, as Kafka's own properties
     */
    public static List<byte[]> values(String topic, Properties connection) {
        return TopicRecords.of(topic, connection).stream()
                .map(ConsumerRecord::value)
                .filter(value -> value != null)
                .toList();
    }

    private static ControlRecord read(ConsumerRecord<byte[], byte[]> record) {
        return new ControlRecord(
                record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                Optional.ofNullable(record.value()),
                record.offset());
    }

    private static final class Records implements KafkaRecordDeserializationSchema<ControlRecord> {

        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(
                ConsumerRecord<byte[], byte[]> record, Collector<ControlRecord> records) {
            records.collect(read(record));
        }

        @Override
        public TypeInformation<ControlRecord> getProducedType() {
            return CodecType.of(ControlRecord.class, new ControlRecordCodec());
        }
    }

    /** All that the topic holds now. */
    private record Snapshot(Properties connection) implements ControlsAtStart {

        private static final long serialVersionUID = 1L;

        @Override
        public List<ControlRecord> read() {
            return TopicRecords.of(Topics.MODEL_CONTROL, connection).stream()
                    .map(TopicModelControls::read)
                    .toList();
        }

        /** Without the connection, which may hold passwords. */
        @Override
        public String toString() {
            return "what " + Topics.MODEL_CONTROL + " asks for";
        }
    }
}
