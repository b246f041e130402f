package io.clientele.job.publish;

import io.clientele.job.Topics;
import io.clientele.job.pattern.RuleFeed;
import io.clientele.job.pattern.RuleRecord;
import io.clientele.job.pattern.RuleRecordCodec;
import io.clientele.job.pattern.RulesAtStart;
import io.clientele.job.state.CodecType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topic {@code clientele.rules} as what a job runs. */
public final class TopicRules {

    private TopicRules() {}

    /**
     * The rules of the topic: those that are there when a job starts, and each change.
     *
     * @param connection how brokers are reached, as Kafka's own properties
     * @param group the job's consumer group
     */
    public static RuleFeed feed(
            StreamExecutionEnvironment environment, Properties connection, String group) {
        KafkaSource<RuleRecord> source =
                KafkaSource.<RuleRecord>builder()
                        .setProperties(connection)
                        .setTopics(Topics.RULES)
                        .setGroupId(group + "-rules")
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                        .setDeserializer(new Records())
                        .build();
        var changes =
                environment
                        .fromSource(source, WatermarkStrategy.noWatermarks(), Topics.RULES)
                        .uid("rules")
                        .setParallelism(1)
                        .assignTimestampsAndWatermarks(NeverHoldingUp.<RuleRecord>strategy())
                        .name("rules hold up no time")
                        .uid("rules-hold-up-no-time")
                        .setParallelism(1);
        return new RuleFeed(changes, new Snapshot(connection));
    }

    /**
     * All records that the topic holds now, in their order.
     *
     * @param connection how brokers are reached, as Kafka's own properties
     */
    public static List<RuleRecord> records(Properties connection) {
        return new Snapshot(connection).read();
    }

    private static RuleRecord read(ConsumerRecord<byte[], byte[]> record) {
        return new RuleRecord(
                record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                Optional.ofNullable(record.value())
                        .map(text -> new String(text, StandardCharsets.UTF_8)),
                record.offset());
    }

    private static final class Records implements KafkaRecordDeserializationSchema<RuleRecord> {

        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(
                ConsumerRecord<byte[], byte[]> record, Collector<RuleRecord> rules) {
            rules.collect(read(record));
        }

        @Override
        public TypeInformation<RuleRecord> getProducedType() {
            return CodecType.of(RuleRecord.class, new RuleRecordCodec());
        }
    }

    /** All that the topic holds now. */
    private record Snapshot(Properties connection) implements RulesAtStart {

        private static final long serialVersionUID = 1L;

        @Override
        public List<RuleRecord> read() {
            return TopicRecords.of(Topics.RULES, connection).stream()
                    .map(TopicRules::read)
                    .toList();
        }

        /** Without the connection, which may hold passwords. */
        @Override
        public String toString() {
            return "the rules in " + Topics.RULES;
        }
    }
}
