package io.clientele.job.ingest;

import static io.clientele.job.StreamTags.DEAD_LETTERS;
import static io.clientele.job.StreamTags.KPI_FACTS;

import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.kpi.KpiFact;
import io.clientele.job.Tally;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets events pass and sends dead letters aside.
 *
 * <p>It follows each partition's stream time, the latest event time so far. What has no event time
 * that could be trusted, or one that is long past, counts there: unlike the watermark, it depends
 * on the records of the partition alone, so that every run counts the same.
 */
public final class Admit extends ProcessFunction<Incoming, Admitted>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private transient Tally records;
    private transient Map<Refusal.Reason, Tally> refused;
    private transient Map<Integer, Long> streamTimes;
    private transient ListState<Tuple2<Integer, Long>> saved;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        // Every task learns of every partition: which of them it will read is not known here.
        saved =
                context.getOperatorStateStore()
                        .getUnionListState(
                                new ListStateDescriptor<>(
                                        "stream-times", Types.TUPLE(Types.INT, Types.LONG)));
        streamTimes = new HashMap<>();
        for (Tuple2<Integer, Long> partition : saved.get()) {
            streamTimes.merge(partition.f0, partition.f1, Math::max);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        List<Tuple2<Integer, Long>> partitions = new ArrayList<>();
        streamTimes.forEach((partition, time) -> partitions.add(Tuple2.of(partition, time)));
        saved.update(partitions);
    }

    @Override
    public void open(OpenContext context) {
        records = Tally.of("records", getRuntimeContext());
        refused = new EnumMap<>(Refusal.Reason.class);
        for (Refusal.Reason reason : Refusal.Reason.values()) {
            refused.put(reason, Tally.of("dead_letters_" + reason.code(), getRuntimeContext()));
        }
    }

    @Override
    public void processElement(Incoming incoming, Context context, Collector<Admitted> admitted) {
        records.increment();
        if (incoming instanceof Incoming.Arrival arrival) {
            long latest =
                    streamTimes.merge(
                            incoming.partition(), arrival.event().header().timestamp(), Math::max);
            admitted.collect(
                    new Admitted(
                            arrival.event(),
                            streamTime(latest, context),
                            arrival.ifUnknownOrder()));
        } else if (incoming instanceof Incoming.Undeliverable undeliverable) {
            DeadLetter letter = undeliverable.letter();
            Refusal.Reason reason = letter.refusal().reason();
            refused.get(reason).increment();
            context.output(DEAD_LETTERS, letter);
            // Before the first event of a partition there is only the record's own time.
            long latest =
                    streamTimes.getOrDefault(incoming.partition(), letter.position().timestamp());
            context.output(KPI_FACTS, KpiFact.deadLetter(streamTime(latest, context), reason));
        }
    }

    /** While nothing comes, the wall clock may have gone on for it. */
    private static long streamTime(long latest, Context context) {
        return Math.max(latest, context.timerService().currentWatermark() + 1);
    }
}
