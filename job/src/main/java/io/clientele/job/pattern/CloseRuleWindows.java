package io.clientele.job.pattern;

import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.job.Settings;
import io.clientele.job.state.CodecType;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Tells what each rule has done in a window, when the window ends. */
public final class CloseRuleWindows extends KeyedProcessFunction<String, RuleTally, KpiPoint> {

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private transient ValueState<RuleTally> sums;

    /** Closes windows of the settings' length. */
    public CloseRuleWindows(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        sums =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "sums",
                                        CodecType.of(RuleTally.class, new RuleTallyCodec())));
    }

    @Override
    public void processElement(RuleTally tally, Context context, Collector<KpiPoint> points)
            throws Exception {
        RuleTally sum = sums.value();
        sums.update(sum == null ? tally : sum.plus(tally));
        context.timerService().registerEventTimeTimer(tally.time());
    }

    @Override
    public void onTimer(long now, OnTimerContext context, Collector<KpiPoint> points)
            throws Exception {
        if (settings.isBeyondTheEnd(context.timerService().currentWatermark())) {
            return;
        }
        points.collect(sums.value().point(settings.kpiWindow().toSeconds()));
        sums.clear();
    }
}
