package io.clientele.job.ingest;

import static io.clientele.job.SampleEvents.at;
import static io.clientele.job.SampleEvents.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.kpi.KpiFact;
import io.clientele.job.StreamTags;
import io.clientele.job.StreamTypes;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmitTest {

    private static final int MOST_PARALLELISM = 720;

    private OneInputStreamOperatorTestHarness<Incoming, Admitted> task;

    @BeforeEach
    void open() throws Exception {
        task = task(1, 0);
        task.open();
    }

    @AfterEach
    void close() throws Exception {
        task.close();
    }

    @Test
    void the_stream_time_of_a_partition_never_goes_back() throws Exception {
        process(event(0, 10), event(0, 9), event(0, 11));
        assertThat(streamTimes()).containsExactly(at(0, 10), at(0, 10), at(0, 11));
    }

    @Test
    void each_partition_has_a_stream_time_of_its_own() throws Exception {
        process(event(0, 10), event(1, 3), event(0, 9), event(1, 4));
        assertThat(streamTimes()).containsExactly(at(0, 10), at(0, 3), at(0, 10), at(0, 4));
    }

    @Test
    void a_dead_letter_counts_at_the_stream_time_of_its_partition() throws Exception {
        process(event(0, 10), event(1, 3), deadLetter(1), deadLetter(0));
        assertThat(counted()).containsExactly(at(0, 3), at(0, 10));
        assertThat(task.getSideOutput(StreamTags.DEAD_LETTERS)).hasSize(2);
    }

    @Test
    void a_dead_letter_before_any_event_counts_at_its_records_own_time() throws Exception {
        process(deadLetter(3));
        assertThat(counted()).containsExactly(at(1, 0));
    }

    @Test
    void what_comes_after_a_silence_counts_when_it_comes() throws Exception {
        process(event(0, 10));
        task.processWatermark(at(2, 0));
        process(event(0, 11), deadLetter(0));
        assertThat(streamTimes()).containsExactly(at(0, 10), at(2, 0) + 1);
        assertThat(counted()).containsExactly(at(2, 0) + 1);
    }

    @Test
    void it_resumes_in_one_task_or_two_whichever_reads_the_partition_then() throws Exception {
        process(event(0, 10), event(1, 3));
        var state = task.snapshot(1, 1);
        for (int parallelism : List.of(1, 2)) {
            for (int index = 0; index < parallelism; index++) {
                close();
                task = task(parallelism, index);
                task.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                state, MOST_PARALLELISM, 1, parallelism, index));
                task.open();
                process(event(0, 9), event(1, 1), deadLetter(1));
                assertThat(streamTimes()).containsExactly(at(0, 10), at(0, 3));
                assertThat(counted()).containsExactly(at(0, 3));
            }
        }
    }

    private static OneInputStreamOperatorTestHarness<Incoming, Admitted> task(
            int parallelism, int index) throws Exception {
        var harness =
                new OneInputStreamOperatorTestHarness<Incoming, Admitted>(
                        new ProcessOperator<>(new Admit()), MOST_PARALLELISM, parallelism, index);
        harness.setup(
                StreamTypes.ADMITTED.createSerializer(
                        harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    private void process(Incoming... records) throws Exception {
        for (Incoming record : records) {
            task.processElement(new StreamRecord<>(record));
        }
    }

    private List<Long> streamTimes() {
        return task.extractOutputValues().stream().map(Admitted::streamTime).toList();
    }

    private List<Long> counted() {
        return task.getSideOutput(StreamTags.KPI_FACTS).stream()
                .map(fact -> fact.getValue())
                .map(KpiFact::time)
                .toList();
    }

    private static Incoming event(int partition, int hour) {
        return new Incoming.Arrival(
                visit("m-" + hour, "ann", at(0, hour)), partition, 0, Optional.empty());
    }

    /** Its record came a day later than the events. */
    private static Incoming deadLetter(int partition) {
        return new Incoming.Undeliverable(
                DeadLetter.of(
                        new byte[0],
                        new byte[] {'?'},
                        new RecordPosition("commerce.events", partition, 7, at(1, 0)),
                        new Refusal(Refusal.Reason.NOT_JSON, "", "sample")));
    }
}
