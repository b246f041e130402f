package io.clientele.job.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.rules.engine.EngineLimits;
import io.clientele.rules.engine.RuleEngine;
import io.clientele.rules.engine.RuleSet;
import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.RuleSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.metrics.groups.GenericMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.junit.jupiter.api.Test;

class RuleMetricsTest {

    private static final int OF_A_RULE = 9;

    /** What reporters show, by its name with its scope. */
    private final Map<String, Metric> shown = new TreeMap<>();

    private final RuleMetrics metrics =
            new RuleMetrics(
                    new GenericMetricGroup(
                            TestingMetricRegistry.builder()
                                    .setRegisterConsumer(
                                            (metric, name, group) ->
                                                    shown.put(
                                                            group.getMetricIdentifier(name),
                                                            metric))
                                    .setUnregisterConsumer(
                                            (metric, name, group) ->
                                                    shown.remove(group.getMetricIdentifier(name)))
                                    .build(),
                            null,
                            "task"));

    @Test
    void the_metrics_of_a_removed_rule_go_and_those_of_the_others_stay() {
        RuleEngine engine = new RuleEngine(rules("stays", "goes"), EngineLimits.DEFAULT);
        metrics.track(engine);
        assertThat(shown).hasSize(2 * OF_A_RULE);

        engine.rules(engine.rules().without("goes"));
        metrics.track(engine);

        assertThat(shown).hasSize(OF_A_RULE);
        assertThat(shown.keySet()).noneMatch(name -> name.contains("goes"));
    }

    @Test
    void a_rule_that_comes_back_is_counted_from_nothing() {
        RuleEngine engine = new RuleEngine(rules("comes-back"), EngineLimits.DEFAULT);
        RuleSet all = engine.rules();
        metrics.track(engine);
        engine.rules(all.without("comes-back"));
        metrics.track(engine);
        assertThat(shown).isEmpty();

        engine.rules(all);
        metrics.track(engine);

        assertThat(shown).hasSize(OF_A_RULE);
        String matches =
                shown.keySet().stream()
                        .filter(n -> n.endsWith("matches"))
                        .findFirst()
                        .orElseThrow();
        assertThat(((Gauge<?>) shown.get(matches)).getValue()).isEqualTo(0L);
    }

    private static RuleSet rules(String... names) {
        List<RuleSource> sources =
                Arrays.stream(names)
                        .map(RuleTasks::sequence)
                        .map(rule -> new RuleSource(rule.name(), rule.text().orElseThrow()))
                        .toList();
        return RuleSet.of(new RuleReader(Vocabulary.standard(), 2), sources);
    }
}
