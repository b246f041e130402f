package io.clientele.job.pattern;

import io.clientele.rules.engine.RuleCounters;
import io.clientele.rules.engine.RuleEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/**
 * Flink metrics of each rule that is in force, counted by this task since the rule was put in
 * force. Those of a rule that is removed go with it.
 */
final class RuleMetrics {

    private static final double NANOS_PER_MILLI = 1e6;

    private final MetricGroup group;
    private final Map<String, OfRule> tracked = new HashMap<>();

    /** What is shown of one rule, and where. */
    private record OfRule(RuleCounters counters, MetricGroup group) {}

    RuleMetrics(MetricGroup group) {
        this.group = group;
    }

    /** Adds the metrics of rules that are new, and takes back those of rules that are gone. */
    void track(RuleEngine engine) {
        Set<String> rules = engine.rules().rules().keySet();
        tracked.entrySet()
                .removeIf(
                        rule -> {
                            boolean gone =
                                    !rules.contains(rule.getKey())
                                            || rule.getValue().counters()
                                                    != engine.counters(rule.getKey());
                            if (gone) {
                                takeBack(rule.getValue().group());
                            }
                            return gone;
                        });
        for (String rule : rules) {
            tracked.computeIfAbsent(rule, name -> register(name, engine.counters(name)));
        }
    }

    /** Flink has no other way: a group that is closed takes its metrics from all reporters. */
    private static void takeBack(MetricGroup ofRule) {
        if (ofRule instanceof AbstractMetricGroup<?> closing) {
            closing.close();
        }
    }

    private OfRule register(String rule, RuleCounters counters) {
        MetricGroup ofRule = group.addGroup("rule", rule);
        register(ofRule, counters, "matches", RuleCounters::matches);
        register(ofRule, counters, "suppressed", RuleCounters::suppressed);
        register(ofRule, counters, "timeouts", RuleCounters::timeouts);
        register(ofRule, counters, "partial_matches", RuleCounters::begun);
        register(ofRule, counters, "left_out", RuleCounters::capped);
        register(ofRule, counters, "errors", RuleCounters::errors);
        register(ofRule, counters, "evaluations", RuleCounters::evaluations);
        ofRule.gauge("evaluation_ms", (Gauge<Double>) () -> counters.nanos() / NANOS_PER_MILLI);
        ofRule.gauge("last_error", (Gauge<String>) counters::lastError);
        return new OfRule(counters, ofRule);
    }

    private static void register(
            MetricGroup ofRule,
            RuleCounters counters,
            String name,
            ToLongFunction<RuleCounters> figure) {
        ofRule.gauge(name, (Gauge<Long>) () -> figure.applyAsLong(counters));
    }
}
