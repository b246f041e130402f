package io.clientele.job.pattern;

import io.clientele.rules.engine.RuleCounters;
import io.clientele.rules.engine.RuleEngine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Flink metrics of each rule that has been in force, counted by this task since it started. A rule
 * that is removed keeps its last figures: a metric cannot be taken back.
 */
final class RuleMetrics {

    private static final double NANOS_PER_MILLI = 1e6;

    private final MetricGroup group;

    /** Read by the threads that report metrics. */
    private final Map<String, RuleCounters> counters = new ConcurrentHashMap<>();

    RuleMetrics(MetricGroup group) {
        this.group = group;
    }

    /** Adds the metrics of rules that are new. */
    void track(RuleEngine engine) {
        for (String rule : engine.rules().rules().keySet()) {
            if (counters.put(rule, engine.counters(rule)) == null) {
                register(rule, group.addGroup("rule", rule));
            }
        }
    }

    private void register(String rule, MetricGroup ofRule) {
        register(rule, ofRule, "matches", RuleCounters::matches);
        register(rule, ofRule, "suppressed", RuleCounters::suppressed);
        register(rule, ofRule, "timeouts", RuleCounters::timeouts);
        register(rule, ofRule, "partial_matches", RuleCounters::begun);
        register(rule, ofRule, "left_out", RuleCounters::capped);
        register(rule, ofRule, "errors", RuleCounters::errors);
        register(rule, ofRule, "evaluations", RuleCounters::evaluations);
        ofRule.gauge(
                "evaluation_ms",
                (Gauge<Double>) () -> counters.get(rule).nanos() / NANOS_PER_MILLI);
        ofRule.gauge("last_error", (Gauge<String>) () -> counters.get(rule).lastError());
    }

    private void register(
            String rule, MetricGroup ofRule, String name, ToLongFunction<RuleCounters> figure) {
        ofRule.gauge(name, (Gauge<Long>) () -> figure.applyAsLong(counters.get(rule)));
    }
}
