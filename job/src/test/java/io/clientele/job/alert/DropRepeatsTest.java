package io.clientele.job.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSeverity;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DropRepeatsTest {

    private static KeyedOneInputStreamOperatorTestHarness<String, Alert, Alert> harness()
            throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<String, Alert, Alert>(
                        new KeyedProcessOperator<>(new DropRepeats(Duration.ofHours(1))),
                        Alert::id,
                        Types.STRING);
        harness.setup(
                AlertDelivery.ALERT.createSerializer(
                        harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    @Test
    void an_alert_that_comes_again_is_dropped_after_a_failure_too_until_its_time_is_over()
            throws Exception {
        Alert alert = SampleAlerts.of("card-testing", AlertSeverity.ERROR, 1);
        OperatorSubtaskState checkpoint;
        try (var task = harness()) {
            task.open();
            task.setProcessingTime(1_000);
            task.processElement(new StreamRecord<>(alert));
            task.processElement(new StreamRecord<>(alert));
            task.processElement(
                    new StreamRecord<>(SampleAlerts.of("card-testing", AlertSeverity.ERROR, 2)));
            assertThat(task.extractOutputValues()).hasSize(2);
            checkpoint = task.snapshot(1, 1_000);
        }
        try (var task = harness()) {
            task.setProcessingTime(2_000);
            task.initializeState(checkpoint);
            task.open();
            task.processElement(new StreamRecord<>(alert));
            assertThat(task.extractOutputValues()).isEmpty();
            task.setProcessingTime(1_000 + 3_600_000);
            assertThat(task.numKeyedStateEntries()).isZero();
            assertThat(task.numProcessingTimeTimers()).isZero();
            task.processElement(new StreamRecord<>(alert));
            assertThat(task.extractOutputValues()).containsExactly(alert);
        }
    }
}
