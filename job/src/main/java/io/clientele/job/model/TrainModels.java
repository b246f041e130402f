package io.clientele.job.model;

import static io.clientele.job.StreamTags.KPI_POINTS;

import io.clientele.analytics.model.ModelPoints;
import io.clientele.analytics.model.ModelTrainer;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.TrainingState;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import io.clientele.job.StreamTypes;
import io.clientele.job.ledger.StandingChange;
import io.clientele.job.state.CodecType;
import java.util.ArrayList;
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
    private transient ListState<SavedTraining> saved;
    private transient ListState<StandingChange> open;

    /** As of the last day's end, if a checkpoint has been made since. */
    private transient Optional<SavedTraining> learned;

    /** Trains up to the settings' horizon. */
    public TrainModels(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        var states = context.getOperatorStateStore();
        saved =
                states.getListState(
                        new ListStateDescriptor<>(
                                "training",
                                CodecType.of(SavedTraining.class, new SavedTrainingCodec())));
        open =
                states.getListState(
                        new ListStateDescriptor<>("open-days", StreamTypes.STANDING_CHANGE));
        learned = Optional.empty();
        for (SavedTraining restored : saved.get()) {
            learned = Optional.of(restored);
        }
        TrainingState state = learned.isPresent() ? learned.get().restored() : new TrainingState();
        trainer = new ModelTrainer(settings.models(), state);
        for (StandingChange change : open.get()) {
            trainer.change(change.customerId(), change.day(), change.standing());
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (learned.isEmpty()) {
            learned = Optional.of(SavedTraining.of(trainer.state()));
        }
        saved.update(List.of(learned.get()));
        List<StandingChange> changes = new ArrayList<>();
        trainer.openChanges(
                (customer, day, standing) ->
                        changes.add(
                                new StandingChange(
                                        customer, day, calendar.startOf(day), standing)));
        open.update(changes);
    }

    @Override
    public void open(OpenContext context) {
        calendar = settings.calendar();
    }

    @Override
    public void processElement(StandingChange change, Context context, Collector<Models> models) {
        trainer.change(change.customerId(), change.day(), change.standing());
        if (!trainer.isEmpty()) {
            // A change of a day that has ended here counts from the next one on. After a restore
            // there is no watermark for a while that would tell.
            long openDay = trainer.firstOpenDay(change.day());
            long watermark = context.timerService().currentWatermark();
            if (watermark != Long.MIN_VALUE) {
                openDay = Math.max(openDay, calendar.dayOf(watermark + 1));
            }
            alarmAtTheEndOf(openDay, context);
        }
    }

    @Override
    public void onTimer(long now, OnTimerContext context, Collector<Models> models) {
        if (settings.isBeyondTheEnd(context.timerService().currentWatermark())) {
            return;
        }
        long day = calendar.dayOf(now);
        if (trainer.hasEnded(day)) {
            return;
        }
        Optional<Models> trained = trainer.endDay(day, now == settings.horizon());
        learned = Optional.empty();
        if (trained.isPresent()) {
            models.collect(trained.get());
            new ModelPoints(now, settings.kpiWindow().toSeconds())
                    .of(trained.get(), trainer.outlook(trained.get()))
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
