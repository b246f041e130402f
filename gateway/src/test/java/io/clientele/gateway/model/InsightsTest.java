package io.clientele.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.gateway.Settings;
import io.clientele.gateway.kpi.KpiHistory;
import io.clientele.gateway.kpi.KpiPoint;
import io.clientele.gateway.shop.Records;
import io.clientele.gateway.topic.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class InsightsTest {

    private static final Instant DAY_END = Instant.parse("2026-03-01T23:59:59.999Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private final KpiHistory history = new KpiHistory(Settings.of("gateway.history-windows", 100));
    private final ModelTopic topic = new ModelTopic();

    @Test
    void before_the_first_models_there_is_nothing() {
        assertThat(insights())
                .isEqualTo(new Insights(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void clusters_carry_their_words_the_largest_first() throws UnreadableRecordException {
        clusters(DAY_END.minus(Duration.ofDays(1)), 6, 1, 2, 3);
        clusters(DAY_END, 7, 30, 70);
        take(Records.models(DAY, Map.of(0, "few orders", 1, "many orders")));
        Clusters clusters = insights().clusters().orElseThrow();
        assertThat(clusters.version()).isEqualTo(7);
        assertThat(clusters.silhouette()).contains(.5);
        assertThat(clusters.all())
                .containsExactly(
                        new Clusters.Size("1", Optional.of("many orders"), 70, Optional.of(.7)),
                        new Clusters.Size("0", Optional.of("few orders"), 30, Optional.of(.3)));
    }

    @Test
    void the_words_are_those_of_the_newest_day() throws UnreadableRecordException {
        clusters(DAY_END, 7, 1);
        take(Records.models(DAY, Map.of(0, "new")));
        take(Records.models(DAY.minusDays(1), Map.of(0, "old")));
        assertThat(insights().clusters().orElseThrow().all().get(0).name()).contains("new");
    }

    @Test
    void value_tells_percentiles_and_what_vips_carry() {
        add("value", Map.of(), DAY_END, Map.of("version", 3L, "converged", 1L, "vip_bound", 900L));
        assertThat(insights().value().orElseThrow().percentiles()).isEmpty();
        add(
                "value",
                Map.of(),
                DAY_END,
                Map.of(
                        "version", 4L,
                        "converged", 0L,
                        "vip_bound", 900L,
                        "clv_p10", 5L,
                        "clv_p99", 1_000L,
                        "clv_mean", 90.5));
        add("vips", Map.of(), DAY_END, Map.of("customers", 12L, "value_share", .25));
        Value value = insights().value().orElseThrow();
        assertThat(value.percentiles())
                .containsExactly(new Value.Percentile(10, 5), new Value.Percentile(99, 1_000));
        assertThat(value.converged()).isFalse();
        assertThat(value.mean()).contains(90.5);
        assertThat(value.vips()).contains(new Value.Vips(12, Optional.of(.25)));
    }

    @Test
    void churn_tells_bands_from_the_highest_and_the_champion_first() {
        for (String band : List.of("low", "high", "medium")) {
            add("risk", Map.of("band", band), DAY_END, Map.of("customers", 5L, "share", .33));
        }
        model("purchase_model", 0, .7);
        model("regression", 1, .8);
        Churn churn = insights().churn().orElseThrow();
        assertThat(churn.bands())
                .extracting(Churn.Band::band)
                .containsExactly("high", "medium", "low");
        assertThat(churn.contestants())
                .extracting(Churn.Contestant::model)
                .containsExactly("regression", "purchase_model");
        assertThat(churn.contestants().get(0).auc()).contains(.8);
    }

    @Test
    void names_that_do_not_go_with_the_ids_are_refused() {
        assertThatThrownBy(
                        () ->
                                take(
                                        new ProducerRecord<>(
                                                Records.MODELS,
                                                Records.bytes(
                                                        "{\"schema\":1,\"day\":\"2026-03-01\","
                                                                + "\"clusters\":{\"ids\":[1,2],"
                                                                + "\"names\":[\"a\"]}}"))))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("clusters.names is not as many texts as there are ids");
        assertThat(topic.words()).isEmpty();
    }

    private Insights insights() {
        return Insights.of(history, topic.words());
    }

    private void clusters(Instant time, long version, long... sizes) {
        long customers = 0;
        for (long size : sizes) {
            customers += size;
        }
        add(
                "clustering",
                Map.of(),
                time,
                Map.of("version", version, "customers", customers, "silhouette", .5));
        for (int id = 0; id < sizes.length; id++) {
            add(
                    "clusters",
                    Map.of("cluster", Integer.toString(id)),
                    time,
                    Map.of("customers", sizes[id], "share", (double) sizes[id] / customers));
        }
    }

    private void model(String model, long champion, double auc) {
        add(
                "churn",
                Map.of("model", model),
                DAY_END,
                Map.of("version", 2L, "champion", champion, "labels", 40L, "auc", auc));
    }

    private void add(
            String measurement, Map<String, String> tags, Instant time, Map<String, Number> f) {
        history.add(new KpiPoint(measurement, tags, time, 86_400, f));
    }

    private void take(ProducerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        topic.accept(Records.received(record, DAY_END));
    }
}
