package io.clientele.job.kpi;

import static io.clientele.job.StreamTags.KPI_FACTS;

import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.kpi.KpiPointCodec;
import io.clientele.job.Settings;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.state.CodecType;
import io.clientele.job.state.LocalCombiner;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The part of the dataflow that sums what the other parts tell, in windows of event time. */
public final class Kpis {

    private static final CodecType<KpiSum> SUM = CodecType.of(KpiSum.class, new KpiSumCodec());

    private final Settings settings;
    private DataStream<KpiSum> sums;
    private Optional<DataStream<KpiPoint>> others = Optional.empty();

    /** When the latest records came in; operators add what they tell. */
    public Kpis(DataStream<Incoming> incoming, Settings settings) {
        this.settings = settings;
        this.sums =
                incoming.transform(
                                "sum intake",
                                SUM,
                                new LocalCombiner<>(() -> new WindowSums.OfIntake(settings)))
                        .uid("sum-intake")
                        .setParallelism(incoming.getParallelism());
    }

    /** Adds the facts that an operator tells. */
    public Kpis and(SingleOutputStreamOperator<?> teller) {
        String of = teller.getName();
        // A copy for the lambda, which goes to the tasks; this object stays.
        Settings toTasks = settings;
        sums =
                sums.union(
                        teller.getSideOutput(KPI_FACTS)
                                .transform(
                                        "sum facts of " + of,
                                        SUM,
                                        new LocalCombiner<>(() -> new WindowSums.OfFacts(toTasks)))
                                .uid("sum-facts-of-" + of.replace(' ', '-'))
                                .setParallelism(teller.getParallelism()));
        return this;
    }

    /** Adds points that others have made, if there are any. */
    public Kpis andPoints(Optional<DataStream<KpiPoint>> made) {
        made.ifPresent(
                points ->
                        others =
                                Optional.of(
                                        others.map(before -> before.union(points)).orElse(points)));
        return this;
    }

    /** The points of all windows, those of each window in their order. */
    public DataStream<KpiPoint> points() {
        DataStream<KpiPoint> closed =
                sums.keyBy(any -> true)
                        .process(
                                new CloseKpiWindows(settings),
                                CodecType.of(KpiPoint.class, new KpiPointCodec()))
                        .name("close KPI windows")
                        .uid("close-kpi-windows")
                        .forceNonParallel();
        return others.map(closed::union).orElse(closed);
    }
}
