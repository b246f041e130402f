package io.clientele.job.ingest;

import static io.clientele.job.StreamTags.DEAD_LETTERS;

import io.clientele.analytics.event.Refusal;
import io.clientele.job.Tally;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Lets events pass and sends dead letters aside. */
public final class Admit extends ProcessFunction<Incoming, Incoming.Arrival> {

    private static final long serialVersionUID = 1L;

    private transient Tally records;
    private transient Map<Refusal.Reason, Tally> refused;

    @Override
    public void open(OpenContext context) {
        records = Tally.of("records", getRuntimeContext());
        refused = new EnumMap<>(Refusal.Reason.class);
        for (Refusal.Reason reason : Refusal.Reason.values()) {
            refused.put(reason, Tally.of("dead_letters_" + reason.code(), getRuntimeContext()));
        }
    }

    @Override
    public void processElement(
            Incoming incoming, Context context, Collector<Incoming.Arrival> arrivals) {
        records.increment();
        if (incoming instanceof Incoming.Arrival arrival) {
            arrivals.collect(arrival);
        } else if (incoming instanceof Incoming.Undeliverable undeliverable) {
            DeadLetter letter = undeliverable.letter();
            refused.get(letter.refusal().reason()).increment();
            context.output(DEAD_LETTERS, letter);
        }
    }
}
