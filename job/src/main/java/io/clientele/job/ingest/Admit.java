package io.clientele.job.ingest;

import static io.clientele.job.StreamTags.DEAD_LETTERS;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Lets events pass and sends dead letters aside. */
public final class Admit extends ProcessFunction<Incoming, Incoming.Arrival> {

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(
            Incoming incoming, Context context, Collector<Incoming.Arrival> arrivals) {
        if (incoming instanceof Incoming.Arrival arrival) {
            arrivals.collect(arrival);
        } else if (incoming instanceof Incoming.Undeliverable undeliverable) {
            context.output(DEAD_LETTERS, undeliverable.letter());
        }
    }
}
