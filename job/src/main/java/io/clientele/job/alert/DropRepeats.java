package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets each alert through once, by its id. An id is remembered from its first time on, by the
 * clock: repeats come of failures, and those happen in the time that clocks measure.
 */
public final class DropRepeats extends KeyedProcessFunction<String, Alert, Alert> {

    private static final long serialVersionUID = 1L;

    private final Duration memory;

    private transient ValueState<Boolean> seen;
    private transient Counter repeats;

    /** A function that remembers ids for so long. */
    public DropRepeats(Duration memory) {
        this.memory = memory;
    }

    @Override
    public void open(OpenContext context) {
        seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.BOOLEAN));
        repeats = getRuntimeContext().getMetricGroup().counter("alertsRepeated");
    }

    @Override
    public void processElement(Alert alert, Context context, Collector<Alert> out)
            throws Exception {
        if (seen.value() != null) {
            repeats.inc();
            return;
        }
        seen.update(true);
        context.timerService()
                .registerProcessingTimeTimer(
                        context.timerService().currentProcessingTime() + memory.toMillis());
        out.collect(alert);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Alert> out) {
        seen.clear();
    }
}
