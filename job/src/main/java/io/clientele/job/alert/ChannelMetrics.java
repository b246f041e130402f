package io.clientele.job.alert;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What is measured of a channel. */
final class ChannelMetrics {

    private static final int HISTORY = 1_000;

    private final Counter delivered;
    private final Counter retried;
    private final Counter refused;
    private final Counter undelivered;
    private final Histogram latency;

    // Read by the thread that reports metrics.
    private volatile long waiting;

    ChannelMetrics(MetricGroup group) {
        delivered = group.counter("messagesDelivered");
        retried = group.counter("messagesRetried");
        refused = group.counter("messagesRefused");
        undelivered = group.counter("alertsUndelivered");
        group.gauge("messagesPending", () -> waiting);
        latency = group.histogram("deliveryLatencyMs", new DescriptiveStatisticsHistogram(HISTORY));
    }

    /** A message has arrived, so many milliseconds after it began to wait. */
    void delivered(long millis) {
        delivered.inc();
        latency.update(millis);
    }

    void retried() {
        retried.inc();
    }

    void refused() {
        refused.inc();
    }

    void undelivered() {
        undelivered.inc();
    }

    void waiting(long messages) {
        waiting = messages;
    }
}
