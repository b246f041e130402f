package io.clientele.job.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.kpi.KpiJson;
import io.clientele.analytics.kpi.KpiPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class KpiLinesTest {

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final List<String> lines = new ArrayList<>();
    private final KpiLines schema = new KpiLines();

    KpiLinesTest() {
        schema.open(
                new DeserializationSchema.InitializationContext() {
                    @Override
                    public MetricGroup getMetricGroup() {
                        return metrics;
                    }

                    @Override
                    public UserCodeClassLoader getUserCodeClassLoader() {
                        return SimpleUserCodeClassLoader.create(
                                KpiLinesTest.class.getClassLoader());
                    }
                });
    }

    @Test
    void a_point_becomes_a_line() {
        read(
                KpiJson.write(
                        new KpiPoint(
                                "segments",
                                Instant.ofEpochMilli(999),
                                60,
                                Map.of("group", "NEW"),
                                Map.of("customers", 3L, "share", 1.0))));

        assertThat(lines).containsExactly("segments,group=NEW customers=3i,share=1.0 999");
        assertThat(metrics.count("kpisUnreadable")).isZero();
    }

    @Test
    void a_record_that_cannot_be_read_is_counted_logged_with_its_place_and_skipped() {
        try (CapturedLog log = new CapturedLog()) {
            read("{\"schema\":1}".getBytes(UTF_8));
            read(null);

            assertThat(lines).isEmpty();
            assertThat(metrics.count("kpisUnreadable")).isEqualTo(2);
            assertThat(log.messages())
                    .contains(
                            "skipped the record at clientele.kpis-0 offset 42: measurement: missing, expected in a KPI record",
                            "skipped the record at clientele.kpis-0 offset 42: no value, expected a KPI point");
        }
    }

    private void read(byte[] value) {
        schema.deserialize(
                new ConsumerRecord<>("clientele.kpis", 0, 42, null, value),
                new ListCollector<>(lines));
    }
}
