package io.clientele.job.model;

import static io.clientele.job.StreamTags.KPI_POINTS;

import io.clientele.analytics.artefact.PinStatus;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.model.Models;
import io.clientele.job.Settings;
import io.clientele.job.StreamTypes;
import io.clientele.job.ledger.StandingChange;
import io.clientele.job.rfm.DayEnd;
import io.clientele.job.state.LocalCombiner;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the dataflow that makes models of what ledgers tell: thinned out where the ledgers
 * are, trained in one task, and pinned there as is asked for. Without models it adds nothing.
 */
public final class ModelTraining {

    private final Optional<SingleOutputStreamOperator<Models>> models;
    private final Optional<SingleOutputStreamOperator<DayEnd>> pinned;

    /** Trains as the settings say, and pins what is asked for, if anybody can ask. */
    public ModelTraining(
            DataStream<StandingChange> standings,
            Optional<ModelControls> controls,
            Settings settings) {
        models =
                settings.models().enabled()
                        ? Optional.of(train(standings, settings))
                        : Optional.empty();
        pinned = models.flatMap(trained -> controls.map(asked -> pin(trained, asked, settings)));
    }

    /** The ends of days with the models that are in force at them. */
    public DataStream<DayEnd> completing(DataStream<DayEnd> bounds) {
        return pinned.or(() -> models.map(ModelTraining::asTrained))
                .<DataStream<DayEnd>>map(ends -> bounds.union(ends))
                .orElse(bounds);
    }

    private static SingleOutputStreamOperator<DayEnd> asTrained(
            SingleOutputStreamOperator<Models> trained) {
        return trained.map(DayEnd::of, StreamTypes.DAY_END)
                .name("models of each day")
                .uid("models-of-each-day")
                .forceNonParallel();
    }

    private static SingleOutputStreamOperator<DayEnd> pin(
            DataStream<Models> trained, ModelControls asked, Settings settings) {
        return trained.keyBy(any -> true)
                .connect(asked.records().keyBy(any -> true))
                .process(new PinModels(settings, asked.atStart()), StreamTypes.DAY_END)
                .name("pin models")
                .uid("pin-models")
                .forceNonParallel();
    }

    /** The figures of the models, if there are any. */
    public Optional<DataStream<KpiPoint>> figures() {
        return models.map(trained -> trained.getSideOutput(KPI_POINTS));
    }

    /** Tells the models of each day. */
    public void sinkTo(Sink<Models> destination) {
        models.ifPresent(
                trained ->
                        trained.sinkTo(destination).name("models").uid("models").setParallelism(1));
    }

    /** Tells what became of what was asked for. */
    public void tellStatus(Sink<PinStatus> destination) {
        pinned.ifPresent(
                pinning ->
                        pinning.getSideOutput(PinModels.STATUS)
                                .sinkTo(destination)
                                .name("model status")
                                .uid("model-status")
                                .setParallelism(1));
    }

    private static SingleOutputStreamOperator<Models> train(
            DataStream<StandingChange> standings, Settings settings) {
        return standings
                .transform(
                        "newest standings",
                        StreamTypes.STANDING_CHANGE,
                        new LocalCombiner<>(() -> new NewestStandings(settings.calendar())))
                .uid("newest-standings")
                .keyBy(any -> true)
                .process(new TrainModels(settings), StreamTypes.MODELS)
                .name("train models")
                .uid("train-models")
                .forceNonParallel();
    }
}
