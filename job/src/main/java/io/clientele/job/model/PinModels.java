package io.clientele.job.model;

import io.clientele.analytics.artefact.PinStatus;
import io.clientele.analytics.artefact.PinnedModels;
import io.clientele.analytics.artefact.PinnedModelsCodec;
import io.clientele.analytics.model.Models;
import io.clientele.job.Settings;
import io.clientele.job.rfm.DayEnd;
import io.clientele.job.state.CodecType;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Puts pinned versions in the place of those that were trained last. A record takes effect at the
 * next end of a day, and meanwhile for what is scored in between. It is one task with one key.
 */
public final class PinModels
        extends KeyedCoProcessFunction<Boolean, Models, ControlRecord, DayEnd> {

    /** What became of each record. */
    public static final OutputTag<PinStatus> STATUS =
            new OutputTag<>("pin-status", CodecType.of(PinStatus.class, new PinStatusCodec()));

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private final ControlsAtStart atStart;
    private transient ValueState<PinnedModels> pinned;

    /** Pins what is asked for, from the first day on what is asked for at the start. */
    public PinModels(Settings settings, ControlsAtStart atStart) {
        this.settings = settings;
        this.atStart = atStart;
    }

    @Override
    public void open(OpenContext context) {
        pinned =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "pinned",
                                        CodecType.of(PinnedModels.class, new PinnedModelsCodec())));
    }

    @Override
    public void processElement1(Models trained, Context context, Collector<DayEnd> ends)
            throws Exception {
        PinnedModels models = models(context);
        models.train(trained).forEach(status -> context.output(STATUS, status));
        ends.collect(DayEnd.of(models.inForce(trained.day()).orElseThrow()));
        pinned.update(models);
    }

    @Override
    public void processElement2(ControlRecord record, Context context, Collector<DayEnd> ends)
            throws Exception {
        PinnedModels models = models(context);
        if (take(record, models, context)) {
            pinned.update(models);
            // The last day has ended, and some may have yet to be scored at its end: the models
            // for what comes before the next end are those of the day that is open.
            models.openDay()
                    .ifPresent(day -> ends.collect(DayEnd.before(day, models.inForce(day))));
        }
    }

    private PinnedModels models(Context context) throws Exception {
        PinnedModels known = pinned.value();
        if (known != null) {
            return known;
        }
        PinnedModels models = new PinnedModels();
        atStart.read().forEach(record -> take(record, models, context));
        pinned.update(models);
        return models;
    }

    private boolean take(ControlRecord record, PinnedModels models, Context context) {
        Optional<PinStatus> status =
                models.control(
                        record.kind(),
                        record.value(),
                        record.position(),
                        settings.currency().code());
        status.ifPresent(told -> context.output(STATUS, told));
        return status.isPresent();
    }
}
