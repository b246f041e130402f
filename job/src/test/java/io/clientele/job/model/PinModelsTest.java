package io.clientele.job.model;

import static io.clientele.job.SampleEvents.FIRST_DAY;
import static io.clientele.job.SampleEvents.LIVE;
import static io.clientele.job.SampleEvents.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.artefact.PinStatus;
import io.clientele.analytics.artefact.PinStatus.Outcome;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.model.ModelTrainer;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.TrainingState;
import io.clientele.job.StreamTypes;
import io.clientele.job.rfm.DayEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PinModelsTest {

    private static final List<Models> DAYS = days(12);

    private KeyedTwoInputStreamOperatorTestHarness<Boolean, Models, ControlRecord, DayEnd> task;

    @BeforeEach
    void open() throws Exception {
        open(List.of(), Optional.empty());
    }

    private void open(List<ControlRecord> atStart, Optional<OperatorSubtaskState> state)
            throws Exception {
        task =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(
                                new PinModels(LIVE, () -> List.copyOf(atStart))),
                        any -> true,
                        any -> true,
                        Types.BOOLEAN);
        task.setup(
                StreamTypes.DAY_END.createSerializer(
                        task.getExecutionConfig().getSerializerConfig()));
        if (state.isPresent()) {
            task.initializeState(state.get());
        }
        task.open();
    }

    @AfterEach
    void close() throws Exception {
        task.close();
    }

    @Test
    void without_a_pin_each_day_ends_with_what_was_trained_up_to_it() throws Exception {
        train(0, 4);
        assertThat(task.extractOutputValues())
                .isEqualTo(DAYS.subList(0, 4).stream().map(DayEnd::of).toList());
    }

    @Test
    void a_pin_holds_at_once_for_the_open_day_and_at_the_end_of_each_that_follows()
            throws Exception {
        train(0, 6);
        ask(pin(3, 0));
        DayEnd open = newest();
        assertThat(open.day()).isEqualTo(DAYS.get(5).day() + 1);
        assertThat(open.bounds()).isEmpty();
        assertThat(clusters(open)).isEqualTo(version(3));
        assertThat(status())
                .singleElement()
                .satisfies(
                        status -> {
                            assertThat(status.outcome()).isEqualTo(Outcome.PINNED);
                            assertThat(status.from()).contains(DAYS.get(5).day() + 1);
                        });
        train(6, 8);
        assertThat(newest().day()).isEqualTo(DAYS.get(7).day());
        assertThat(clusters(newest())).isEqualTo(version(3));
        ask(unpin(1));
        assertThat(clusters(newest())).isEqualTo(DAYS.get(7).clusters().orElseThrow());
        train(8, 9);
        assertThat(newest()).isEqualTo(DayEnd.of(DAYS.get(8)));
    }

    @Test
    void what_is_asked_for_at_the_start_holds_from_the_first_day_and_counts_once()
            throws Exception {
        close();
        open(List.of(pin(2, 0)), Optional.empty());
        train(0, 4);
        ask(pin(2, 0));
        assertThat(task.extractOutputValues()).hasSize(4);
        assertThat(clusters(newest())).isEqualTo(version(2));
        assertThat(status())
                .extracting(PinStatus::outcome)
                .containsExactly(Outcome.WAITING, Outcome.PINNED);
    }

    @Test
    void a_pin_survives_a_restart_and_is_not_asked_for_again() throws Exception {
        train(0, 5);
        ask(pin(4, 7));
        OperatorSubtaskState state = task.snapshot(1, 1);
        close();
        open(List.of(unpin(9)), Optional.of(state));
        train(5, 6);
        ask(pin(4, 7));
        assertThat(task.extractOutputValues()).hasSize(1);
        assertThat(clusters(newest())).isEqualTo(version(4));
        assertThat(status()).isEmpty();
    }

    @Test
    void a_record_that_cannot_be_used_is_answered_and_the_job_goes_on() throws Exception {
        train(0, 3);
        ask(new ControlRecord("clusters", Optional.of("{]".getBytes(UTF_8)), 0));
        assertThat(status())
                .singleElement()
                .extracting(PinStatus::outcome)
                .isEqualTo(Outcome.REFUSED);
        train(3, 4);
        assertThat(newest()).isEqualTo(DayEnd.of(DAYS.get(3)));
    }

    private void train(int from, int to) throws Exception {
        for (Models models : DAYS.subList(from, to)) {
            task.processElement1(new StreamRecord<>(models));
        }
    }

    private void ask(ControlRecord record) throws Exception {
        task.processElement2(new StreamRecord<>(record));
    }

    private DayEnd newest() {
        List<DayEnd> ends = task.extractOutputValues();
        return ends.get(ends.size() - 1);
    }

    private List<PinStatus> status() {
        List<PinStatus> told = new ArrayList<>();
        var records = task.getSideOutput(PinModels.STATUS);
        if (records != null) {
            records.forEach(record -> told.add(record.getValue()));
        }
        return told;
    }

    private static ControlRecord pin(long version, long position) {
        String json = "{\"schema\":1,\"action\":\"pin\",\"version\":%d}".formatted(version);
        return new ControlRecord("clusters", Optional.of(json.getBytes(UTF_8)), position);
    }

    private static ControlRecord unpin(long position) {
        return new ControlRecord("clusters", Optional.empty(), position);
    }

    private static ClusterModel clusters(DayEnd end) {
        return end.models().orElseThrow().clusters().orElseThrow();
    }

    private static ClusterModel version(long version) {
        return DAYS.stream()
                .flatMap(models -> models.clusters().stream())
                .filter(model -> model.version() == version)
                .findFirst()
                .orElseThrow();
    }

    /** Clusters get a version each day. */
    private static List<Models> days(int count) {
        ModelTrainer trainer = new ModelTrainer(LIVE.models(), new TrainingState());
        List<Models> models = new ArrayList<>();
        for (int day = 0; day < count; day++) {
            for (int customer = day; customer < 60; customer += 1 + day) {
                trainer.change(
                        "customer " + customer,
                        FIRST_DAY + day,
                        Optional.of(buyer(customer, day, 1 + day)));
            }
            trainer.endDay(FIRST_DAY + day, false).ifPresent(models::add);
        }
        return models;
    }

    private static Standing buyer(int customer, int day, long orders) {
        long amount = orders * (100 + 31L * customer);
        Lifetime lifetime =
                new Lifetime(
                        orders,
                        amount,
                        0,
                        at(0, 12),
                        at(day, 12),
                        FIRST_DAY,
                        FIRST_DAY + day,
                        day == 0 ? 1 : 2,
                        100,
                        (long) day * day);
        return new Standing(FIRST_DAY + day, lifetime, List.of(new WindowTotals(orders, amount)));
    }
}
