package io.clientele.job.model;

import static io.clientele.job.StreamTags.KPI_POINTS;

import io.clientele.analytics.model.ModelPoints;
import io.clientele.analytics.model.ModelTrainer;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.TrainingState;
import io.clientele.analytics.model.TrainingStateCodec;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import io.clientele.job.ledger.StandingChange;
import io.clientele.job.state.CodecType;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Trains the models at the end of each day and tells them. It is one task with one key; its panel
 * is bounded and lies in memory, whatever the state backend. Training holds up nothing but the ends
 * of days: events are scored meanwhile on the models before.
 */
public final class TrainModels extends KeyedProcessFunction<Boolean, StandingChange, Models>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private transient ShopCalendar calendar;
    private transient ModelTrainer trainer;
    private transient ListState<TrainingState> saved;

    /** Trains up to the settings' horizon. */
    public TrainModels(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        saved =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "training",
                                        CodecType.of(
                                                TrainingState.class, new TrainingStateCodec())));
        TrainingState state = new TrainingState();
        for (TrainingState restored : saved.get()) {
            state = restored;
        }
        trainer = new ModelTrainer(settings.models(), state);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        saved.update(List.of(trainer.state()));
    }

    @Override
    public void open(OpenContext context) {
        calendar = settings.calendar();
    }

    @Override
    public void processElement(StandingChange change, Context context, Collector<Models> models) {
        trainer.change(change.customerId(), change.day(), change.standing());
        if (!trainer.isEmpty()) {
            // Changes of a day that has ended here count from the next one on.
            long watermark = context.timerService().currentWatermark();
            long openDay =
                    watermark == Long.MIN_VALUE
                            ? change.day()
                            : Math.max(change.day(), calendar.dayOf(watermark + 1));
            alarmAtTheEndOf(openDay, context);
        }
    }

    @Override
    public void onTimer(long now, OnTimerContext context, Collector<Models> models) {
        if (settings.isBeyondTheEnd(context.timerService().currentWatermark())) {
            return;
        }
        long day = calendar.dayOf(now);
        Optional<Models> trained = trainer.endDay(day, now == settings.horizon());
        if (trained.isPresent()) {
            models.collect(trained.get());
            new ModelPoints(now, settings.kpiWindow().toSeconds())
                    .of(trained.get())
                    .forEach(point -> context.output(KPI_POINTS, point));
        }
        if (!trainer.isEmpty()) {
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
