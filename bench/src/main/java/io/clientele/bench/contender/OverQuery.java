package io.clientele.bench.contender;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.job.Topics;
import io.clientele.job.ingest.Incoming;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The 30-day window of RFM as the query that its SQL would suggest: {@code OVER (PARTITION BY
 * customer ORDER BY time RANGE BETWEEN INTERVAL '30' DAY PRECEDING AND CURRENT ROW)}. The same
 * source and parser before it, a profile for each order and refund after it.
 */
final class OverQuery {

    /** The operator whose records count: what the query has told, row by row. */
    static final String COUNTED = "profiles of rows";

    private static final String QUERY =
            """
            SELECT customer, rowtime, moves,
                   SUM(orders) OVER recent, SUM(net) OVER recent, MAX(ordered) OVER recent
            FROM events
            WINDOW recent AS (PARTITION BY customer ORDER BY rowtime
                             RANGE BETWEEN INTERVAL '30' DAY PRECEDING AND CURRENT ROW)
            """;

    private OverQuery() {}

    static void define(
            StreamExecutionEnvironment environment,
            DataStream<Incoming> incoming,
            ContenderCommand.Arguments arguments) {
        // The planner makes operators, and with them uids, of its own.
        environment.configure(
                new Configuration()
                        .set(PipelineOptions.AUTO_GENERATE_UIDS, true)
                        .set(PipelineOptions.GENERIC_TYPES, true));
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        DataStream<Row> rows =
                incoming.filter(
                                record ->
                                        record instanceof Incoming.Arrival arrival
                                                && arrival.event().header().identified())
                        .map(record -> row(((Incoming.Arrival) record).event()))
                        .returns(
                                Types.ROW_NAMED(
                                        new String[] {
                                            "customer", "moves", "orders", "net", "ordered"
                                        },
                                        Types.STRING,
                                        Types.BOOLEAN,
                                        Types.LONG,
                                        Types.LONG,
                                        Types.LONG));
        tables.createTemporaryView(
                "events",
                tables.fromDataStream(
                        rows,
                        Schema.newBuilder()
                                .column("customer", "STRING")
                                .column("moves", "BOOLEAN")
                                .column("orders", "BIGINT")
                                .column("net", "BIGINT")
                                .column("ordered", "BIGINT")
                                .columnByMetadata("rowtime", "TIMESTAMP_LTZ(3)")
                                .watermark("rowtime", "SOURCE_WATERMARK()")
                                .build()));
        Properties connection = new Properties();
        connection.setProperty("bootstrap.servers", arguments.brokers());
        tables.toDataStream(tables.sqlQuery(QUERY))
                .filter(row -> Boolean.TRUE.equals(row.getField(2)))
                .name(COUNTED)
                .map(OverQuery::profile)
                .returns(Types.TUPLE(Types.STRING, Types.STRING))
                .sinkTo(
                        KafkaSink.<Tuple2<String, String>>builder()
                                .setKafkaProducerConfig(connection)
                                .setProperty("transaction.timeout.ms", "600000")
                                .setProperty("compression.type", "lz4")
                                .setProperty("linger.ms", "20")
                                .setProperty("batch.size", Integer.toString(1 << 17))
                                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                                .setTransactionalIdPrefix(arguments.group())
                                .setRecordSerializer(records())
                                .build());
    }

    private static Row row(CommerceEvent event) {
        long time = event.header().timestamp();
        long orders = 0;
        long net = 0;
        Long ordered = null;
        if (event instanceof OrderCompleted order) {
            orders = 1;
            net = order.amount();
            ordered = time;
        } else if (event instanceof OrderRefunded refund) {
            net = -refund.amount();
        }
        return Row.of(event.header().identity(), BareRfm.movesMoney(event), orders, net, ordered);
    }

    private static Tuple2<String, String> profile(Row row) {
        String customer = (String) row.getField(0);
        return Tuple2.of(
                customer,
                "{\"schema\":1,\"customer_id\":\"%s\",\"as_of\":\"%s\",\"windows\":{\"30\":{\"orders\":%d,\"net\":%d}}}"
                        .formatted(
                                customer,
                                (Instant) row.getField(1),
                                (Long) row.getField(3),
                                (Long) row.getField(4)));
    }

    private static KafkaRecordSerializationSchema<Tuple2<String, String>> records() {
        return (profile, context, timestamp) ->
                new ProducerRecord<>(
                        Topics.PROFILES,
                        profile.f0.getBytes(StandardCharsets.UTF_8),
                        profile.f1.getBytes(StandardCharsets.UTF_8));
    }
}
