package io.clientele.bench.contender;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/** Finds, among Flink's own metrics, how many records one operator has taken in. */
final class ProcessedRecords implements MetricReporter {

    static final String OPERATOR = "operator";

    /** The metrics of the one job of this process. */
    private static final Queue<Counter> COUNTERS = new ConcurrentLinkedQueue<>();

    private String operator = "";

    ProcessedRecords() {}

    static long sum() {
        return COUNTERS.stream().mapToLong(Counter::getCount).sum();
    }

    @Override
    public void open(MetricConfig configuration) {
        operator = configuration.getString(OPERATOR, "");
    }

    @Override
    public void close() {
        COUNTERS.clear();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String of = group.getAllVariables().get("<operator_name>");
        if (of != null
                && of.startsWith(operator)
                && name.equals("numRecordsIn")
                && metric instanceof Counter counter) {
            COUNTERS.add(counter);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        // Counts stay as they were.
    }
}
