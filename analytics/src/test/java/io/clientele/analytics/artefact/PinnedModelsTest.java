package io.clientele.analytics.artefact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.artefact.ModelControl.Pin;
import io.clientele.analytics.artefact.ModelControl.Unpin;
import io.clientele.analytics.artefact.PinStatus.Outcome;
import io.clientele.analytics.model.ModelKind;
import io.clientele.analytics.model.Models;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PinnedModelsTest {

    private static final List<Models> DAYS = TrainedModels.ofEachDay();
    private static final long LAST = DAYS.get(DAYS.size() - 1).day();

    private final PinnedModels models = new PinnedModels();
    private long position;

    private PinStatus control(ModelControl control) {
        return control(control.kind().label(), new String(ModelControlJson.write(control), UTF_8));
    }

    private PinStatus control(String key, String json) {
        return models.control(key, Optional.of(json.getBytes(UTF_8)), position++, "GBP")
                .orElseThrow();
    }

    private static Pin pin(ModelKind kind, long version) {
        return new Pin(kind, version, Optional.empty(), Optional.empty());
    }

    private void trainAll() {
        DAYS.forEach(models::train);
    }

    private long inForce(ModelKind kind) {
        return kind.version(models.inForce(LAST).orElseThrow()).orElseThrow();
    }

    private static long newest(ModelKind kind) {
        return kind.version(DAYS.get(DAYS.size() - 1)).orElseThrow();
    }

    @Test
    void without_a_pin_what_was_trained_last_is_in_force() {
        assertThat(models.inForce(LAST)).isEmpty();
        trainAll();
        assertThat(models.inForce(LAST)).contains(DAYS.get(DAYS.size() - 1));
    }

    @Test
    void a_pinned_version_is_in_force_and_the_other_kinds_go_on() {
        trainAll();
        PinStatus status = control(pin(ModelKind.CLUSTERS, newest(ModelKind.CLUSTERS) - 5));
        assertThat(status.outcome()).isEqualTo(Outcome.PINNED);
        assertThat(status.from()).contains(LAST + 1);
        assertThat(inForce(ModelKind.CLUSTERS)).isEqualTo(newest(ModelKind.CLUSTERS) - 5);
        assertThat(inForce(ModelKind.VALUE)).isEqualTo(newest(ModelKind.VALUE));
        assertThat(models.inForce(LAST).orElseThrow().day()).isEqualTo(LAST);
    }

    @Test
    void the_newest_record_of_a_kind_counts_and_unpinning_goes_back_to_training() {
        trainAll();
        long newest = newest(ModelKind.CLUSTERS);
        control(pin(ModelKind.CLUSTERS, newest - 5));
        control(pin(ModelKind.CLUSTERS, newest - 9));
        assertThat(inForce(ModelKind.CLUSTERS)).isEqualTo(newest - 9);
        assertThat(control(new Unpin(ModelKind.CLUSTERS)).outcome()).isEqualTo(Outcome.UNPINNED);
        assertThat(inForce(ModelKind.CLUSTERS)).isEqualTo(newest);
    }

    @Test
    void a_record_without_a_value_unpins() {
        trainAll();
        control(pin(ModelKind.VALUE, newest(ModelKind.VALUE) - 1));
        assertThat(models.control("value", Optional.empty(), position++, "GBP"))
                .get()
                .extracting(PinStatus::outcome)
                .isEqualTo(Outcome.UNPINNED);
        assertThat(inForce(ModelKind.VALUE)).isEqualTo(newest(ModelKind.VALUE));
    }

    @Test
    void a_version_is_awaited_until_it_is_trained() {
        PinStatus status = control(pin(ModelKind.VALUE, 2));
        assertThat(status.outcome()).isEqualTo(Outcome.WAITING);
        for (Models day : DAYS) {
            List<PinStatus> awaited = models.train(day);
            Optional<Long> trained = ModelKind.VALUE.version(day);
            Optional<Long> scoring = ModelKind.VALUE.version(models.inForce(day.day()).get());
            if (trained.isPresent() && trained.get() >= 2) {
                assertThat(scoring).contains(2L);
            } else {
                assertThat(scoring).isEqualTo(trained);
            }
            awaited.forEach(
                    told -> {
                        assertThat(told.outcome()).isEqualTo(Outcome.PINNED);
                        assertThat(told.from()).contains(day.day());
                    });
        }
        assertThat(inForce(ModelKind.VALUE)).isEqualTo(2);
    }

    @Test
    void a_pin_holds_from_its_day_on() {
        long from = LAST - 3;
        control(new Pin(ModelKind.CLUSTERS, 5, Optional.of(from), Optional.empty()));
        trainAll();
        assertThat(ModelKind.CLUSTERS.version(models.inForce(from - 1).get()))
                .contains(newest(ModelKind.CLUSTERS));
        assertThat(ModelKind.CLUSTERS.version(models.inForce(from).get())).contains(5L);
    }

    @Test
    void a_version_that_is_long_gone_is_refused_unless_it_comes_along() {
        trainAll();
        assertThat(newest(ModelKind.CLUSTERS)).isGreaterThan(PinnedModels.VERSIONS_KEPT);
        PinStatus status = control(pin(ModelKind.CLUSTERS, 1));
        assertThat(status.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(status.reason())
                .hasValueSatisfying(
                        reason ->
                                assertThat(reason)
                                        .startsWith("version: 1, expected a model with it, or"));
        assertThat(inForce(ModelKind.CLUSTERS)).isEqualTo(newest(ModelKind.CLUSTERS));

        Models first =
                DAYS.stream().filter(day -> day.clusters().isPresent()).findFirst().orElseThrow();
        ModelFile along = new ModelFile("GBP", first).only(ModelKind.CLUSTERS);
        assertThat(
                        control(
                                        new Pin(
                                                ModelKind.CLUSTERS,
                                                1,
                                                Optional.empty(),
                                                Optional.of(along)))
                                .outcome())
                .isEqualTo(Outcome.PINNED);
        assertThat(models.inForce(LAST).orElseThrow().clusters()).isEqualTo(first.clusters());
    }

    @Test
    void a_record_that_cannot_be_used_changes_nothing_and_says_why() {
        trainAll();
        assertThat(control("hats", "{}").reason())
                .contains("kind: \"hats\", expected value, clusters or churn");
        assertThat(control("value", "{\"schema\":1,\"action\":\"pin\"}").reason())
                .contains("version: missing, expected a whole number of 1 or more");
        assertThat(control("value", "{\"schema\":1,\"action\":\"stay\"}").reason())
                .contains("action: \"stay\", expected pin or unpin");
        assertThat(control("value", "pin!").reason())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("not JSON: "));
        ModelFile dollars = new ModelFile("USD", DAYS.get(DAYS.size() - 1)).only(ModelKind.VALUE);
        assertThat(
                        control(
                                        new Pin(
                                                ModelKind.VALUE,
                                                newest(ModelKind.VALUE),
                                                Optional.empty(),
                                                Optional.of(dollars)))
                                .reason())
                .contains("model.currency: USD, expected GBP");
        assertThat(models.inForce(LAST)).contains(DAYS.get(DAYS.size() - 1));
    }

    @Test
    void a_record_counts_once() {
        trainAll();
        control(pin(ModelKind.VALUE, 1));
        control(new Unpin(ModelKind.VALUE));
        byte[] again = ModelControlJson.write(pin(ModelKind.VALUE, 1));
        assertThat(models.control("value", Optional.of(again), 0, "GBP")).isEmpty();
        assertThat(inForce(ModelKind.VALUE)).isEqualTo(newest(ModelKind.VALUE));
    }

    @Test
    void it_goes_on_from_its_bytes_as_if_nothing_had_been() throws Exception {
        PinnedModels restored = new PinnedModels();
        for (Models day : DAYS) {
            if (day.day() == LAST - 20) {
                control(pin(ModelKind.CLUSTERS, ModelKind.CLUSTERS.version(day).get() - 2));
                control(pin(ModelKind.VALUE, newest(ModelKind.VALUE)));
                restored = copy(models);
            }
            models.train(day);
            if (day.day() >= LAST - 20) {
                restored.train(day);
                assertThat(restored.inForce(day.day())).isEqualTo(models.inForce(day.day()));
            }
        }
        assertThat(bytes(restored)).isEqualTo(bytes(models));
    }

    private static PinnedModels copy(PinnedModels models) throws Exception {
        PinnedModelsCodec codec = new PinnedModelsCodec();
        return codec.read(
                codec.version(), new DataInputStream(new ByteArrayInputStream(bytes(models))));
    }

    private static byte[] bytes(PinnedModels models) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new PinnedModelsCodec().write(models, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
