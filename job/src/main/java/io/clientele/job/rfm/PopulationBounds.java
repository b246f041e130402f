package io.clientele.job.rfm;

import static io.clientele.job.StreamTags.POPULATION_STEPS;

import io.clientele.job.Settings;
import io.clientele.job.StreamTypes;
import io.clientele.job.ledger.PopulationStep;
import io.clientele.job.state.LocalCombiner;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The part of the dataflow that makes the population's bounds of what ledgers tell. */
public final class PopulationBounds {

    private PopulationBounds() {}

    /** The bounds of each day: summed where the ledgers are, merged in one task. */
    public static DataStream<DayEnd> of(SingleOutputStreamOperator<?> ledgers, Settings settings) {
        return ledgers.getSideOutput(POPULATION_STEPS)
                .transform(
                        "sum population",
                        StreamTypes.POPULATION_CHANGE,
                        new LocalCombiner<>(() -> new PopulationStep.Steps(settings.calendar())))
                .uid("sum-population")
                .keyBy(any -> true)
                .process(new CountPopulation(settings), StreamTypes.BOUNDS)
                .name("count population")
                .uid("count-population")
                .forceNonParallel()
                .map(DayEnd::of, StreamTypes.DAY_END)
                .name("bounds of each day")
                .uid("bounds-of-each-day")
                .forceNonParallel();
    }
}
