package io.clientele.rules.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import io.clientele.rules.language.RuleSource;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class PatternCompilerTest {

    private static final String RULE =
            """
            rule: r
            version: 1
            description: d
            params: {least: 5}
            pattern:
              - {step: a, event: Order Completed, where: event.amount > params.least}
              - {step: b, event: Order Completed, where: event.amount > a.amount}
            within: 1d
            emit: {kind: k, message: m}
            """;

    @Test
    void a_condition_that_was_sent_to_a_cluster_answers_as_before() throws Exception {
        Pattern<RuleInput, ?> pattern = PatternCompiler.compile(new RuleSource("r.yaml", RULE), 2);
        IterativeCondition<RuleInput> last = sent(pattern.getCondition());
        assertThat(last.filter(order(8), taken(order(7)))).isTrue();
        assertThat(last.filter(order(7), taken(order(7)))).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static IterativeCondition<RuleInput> sent(IterativeCondition<?> condition)
            throws Exception {
        return InstantiationUtil.clone((IterativeCondition<RuleInput>) condition);
    }

    @Test
    void what_is_no_sound_rule_has_no_pattern() {
        assertThatThrownBy(() -> PatternCompiler.compile(new RuleSource("r.yaml", "rule: r"), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a sound rule with a pattern");
    }

    private static RuleInput order(double amount) {
        return new RuleInput(
                new RuleEvent("Order Completed", 0, "e", Map.of("amount", amount)),
                CustomerView.unknown("c"));
    }

    private static IterativeCondition.Context<RuleInput> taken(RuleInput earlier) {
        return new IterativeCondition.Context<>() {
            @Override
            public Iterable<RuleInput> getEventsForPattern(String name) {
                return name.equals("a") ? List.of(earlier) : List.of();
            }

            @Override
            public long timestamp() {
                return 0;
            }

            @Override
            public long currentProcessingTime() {
                return 0;
            }
        };
    }
}
