package io.clientele.job.rfm;

import io.clientele.analytics.rfm.Population;
import io.clientele.analytics.rfm.PopulationChange;
import io.clientele.analytics.rfm.PopulationCodec;
import io.clientele.analytics.rfm.RfmBounds;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import io.clientele.job.state.CodecType;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the whole population and tells its bounds at the end of each day. It is one task with one
 * key, fed by sums that were made in parallel; its histograms are bounded by their resolution and
 * lie in memory, whatever the state backend.
 */
public final class CountPopulation
        extends KeyedProcessFunction<Boolean, PopulationChange, RfmBounds>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private transient ShopCalendar calendar;
    private transient Population population;
    private transient ListState<Population> saved;

    /** Counts up to the settings' horizon. */
    public CountPopulation(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        saved =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "population",
                                        CodecType.of(Population.class, new PopulationCodec())));
        population = new Population();
        for (Population restored : saved.get()) {
            population = restored;
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        saved.update(List.of(population));
    }

    @Override
    public void open(OpenContext context) {
        calendar = settings.calendar();
    }

    @Override
    public void processElement(
            PopulationChange change, Context context, Collector<RfmBounds> bounds) {
        population.add(change);
        long watermark = context.timerService().currentWatermark();
        long openDay =
                watermark == Long.MIN_VALUE
                        ? population.firstOpenDay()
                        : Math.max(population.firstOpenDay(), calendar.dayOf(watermark + 1));
        alarmAtTheEndOf(openDay, context);
    }

    @Override
    public void onTimer(long now, OnTimerContext context, Collector<RfmBounds> bounds) {
        if (settings.isBeyondTheEnd(context.timerService().currentWatermark())) {
            return;
        }
        long day = calendar.dayOf(now);
        population.end(day).ifPresent(bounds::collect);
        if (!population.isEmpty()) {
            alarmAtTheEndOf(day + 1, context);
        }
    }

    private void alarmAtTheEndOf(long day, Context context) {
        long end = calendar.endOf(day);
        if (end <= settings.horizon()) {
            context.timerService().registerEventTimeTimer(end);
        }
    }
}
