package io.clientele.job;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * Counts something for whoever asks: as a Flink metric while the job runs, and as an accumulator in
 * the result of a job that ends.
 */
public final class Tally {

    private final Counter metric;
    private final LongCounter accumulator = new LongCounter();

    private Tally(Counter metric) {
        this.metric = metric;
    }

    /** Counts under a name, {@code snake_case}. */
    public static Tally of(String name, RuntimeContext context) {
        Tally tally = new Tally(context.getMetricGroup().counter(name));
        context.addAccumulator(name, tally.accumulator);
        return tally;
    }

    /** One more. */
    public void increment() {
        metric.inc();
        accumulator.add(1);
    }
}
