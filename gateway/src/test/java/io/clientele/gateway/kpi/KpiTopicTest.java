package io.clientele.gateway.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.gateway.Settings;
import io.clientele.gateway.shop.Records;
import io.clientele.gateway.topic.UnreadableRecordException;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiTopicTest {

    private static final Instant TIME = Instant.parse("2011-12-09T23:59:59.999Z");

    private final KpiHistory history = new KpiHistory(Settings.of("gateway.history-windows", 100));
    private final KpiTopic topic = new KpiTopic(history);

    @Test
    void a_point_of_the_contract_is_read() throws UnreadableRecordException {
        topic.accept(
                record(
                        """
                        { "schema": 1, "measurement": "sales", "time": "2011-12-09T23:59:59.999Z",
                          "window_seconds": 86400, "tags": {}, "later": ["addition"],
                          "fields": { "gross_revenue": 4823311, "orders": 57, "refund_rate": 0.021, "x": null } }
                        """));
        assertThat(history.latest("sales"))
                .contains(
                        new KpiPoint(
                                "sales",
                                Map.of(),
                                TIME,
                                86_400,
                                Map.of(
                                        "gross_revenue",
                                        4823311L,
                                        "orders",
                                        57L,
                                        "refund_rate",
                                        0.021)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json | the record is not JSON",
                "[1] | the record is not a JSON object",
                "{} | schema is not a whole number",
                "{\"schema\":2} | schema is 2: expected 1",
                "{\"schema\":1} | window_seconds is not a whole number",
                "{\"schema\":1,\"window_seconds\":0} | window_seconds is not between 1 and 31622400",
                "{\"schema\":1,\"window_seconds\":60} | tags is not an object",
                "{\"schema\":1,\"window_seconds\":60,\"tags\":{\"a\":1},\"fields\":{}} | tags.a is not a"
                        + " text of 1 to 1024 characters",
                "{\"schema\":1,\"window_seconds\":60,\"tags\":{},\"fields\":{\"a\":\"b\"}} | fields.a is"
                        + " not a finite number",
                "{\"schema\":1,\"window_seconds\":60,\"tags\":{},\"fields\":{\"a\":1e999}} | fields.a is"
                        + " not a finite number",
                "{\"schema\":1,\"window_seconds\":60,\"tags\":{},\"fields\":{\"a\":99999999999999999999}}"
                        + " | fields.a is not a whole number",
                "{\"schema\":1,\"window_seconds\":60,\"tags\":{},\"fields\":{},\"measurement\":\"m\","
                        + "\"time\":\"noon\"} | time is not an ISO 8601 instant in UTC",
            })
    void a_record_against_the_contract_is_refused_by_its_field(String json, String message) {
        assertThatThrownBy(() -> topic.accept(record(json)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage(message);
        assertThat(history.newest()).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(String json) {
        return Records.received(
                new ProducerRecord<>(Records.KPIS, Records.bytes("k"), Records.bytes(json)), TIME);
    }
}
