package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import io.clientele.job.state.CodecType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One channel's delivery in Flink's harness, by a clock that the test moves. */
final class DeliveryTask implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

    static final DeliverySettings SETTINGS =
            new DeliverySettings(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1),
                    1_000,
                    Duration.ofDays(7),
                    7);

    private final ChannelSettings channel;
    private final DeliverySettings settings;
    private KeyedOneInputStreamOperatorTestHarness<String, Alert, Undelivered> harness;
    private long now = START.toEpochMilli();

    DeliveryTask(ChannelSettings channel, DeliverySettings settings) throws Exception {
        this.channel = channel;
        this.settings = settings;
        harness = harness();
        harness.open();
        harness.setProcessingTime(now);
    }

    private KeyedOneInputStreamOperatorTestHarness<String, Alert, Undelivered> harness()
            throws Exception {
        String key = channel.name();
        var made =
                new KeyedOneInputStreamOperatorTestHarness<String, Alert, Undelivered>(
                        new KeyedProcessOperator<>(new DeliverAlerts(channel, settings)),
                        alert -> key,
                        Types.STRING);
        made.setup(
                CodecType.of(Undelivered.class, new UndeliveredCodec())
                        .createSerializer(made.getExecutionConfig().getSerializerConfig()));
        return made;
    }

    void take(Alert... alerts) throws Exception {
        for (Alert alert : alerts) {
            harness.processElement(new StreamRecord<>(alert));
        }
    }

    /** Lets time pass in steps: in Flink's harness each timer of a step sees the step's end. */
    void pass(Duration time) throws Exception {
        long end = now + time.toMillis();
        long step = time.compareTo(Duration.ofMinutes(1)) > 0 ? 500 : 20;
        while (now < end) {
            now = Math.min(now + step, end);
            harness.setProcessingTime(now);
        }
    }

    void passUntil(Instant time) throws Exception {
        pass(Duration.between(Instant.ofEpochMilli(now), time));
    }

    /** Takes a checkpoint, fails, and goes on from the checkpoint in a new task. */
    void fail() throws Exception {
        OperatorSubtaskState checkpoint = harness.snapshot(1, now);
        harness.close();
        harness = harness();
        harness.setProcessingTime(now);
        harness.initializeState(checkpoint);
        harness.open();
    }

    List<Undelivered> setAside() {
        return harness.extractOutputValues();
    }

    int stateEntries() {
        return ((HeapKeyedStateBackend<?>) harness.getOperator().<String>getKeyedStateBackend())
                .numKeyValueStateEntries();
    }

    int timers() {
        return harness.numProcessingTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
