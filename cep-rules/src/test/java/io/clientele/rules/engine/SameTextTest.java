package io.clientele.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.expression.SameText;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.RuleSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found out without evaluating a condition is what evaluating it would give. */
class SameTextTest {

    private static final CustomerView CUSTOMER = CustomerView.unknown("17850");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "event.product_id == looked.product_id;             a; 2; true;  0",
                "event.product_id == looked.product_id;             b; 2; false; 0",
                "event.product_id == looked.product_id;              ; 2; false; 1",
                "event.product_id == looked.category;               a; 2; false; 0",
                "event.product_id == looked.category;               c; 2; true;  0",
                "looked.product_id == event.product_id && event.price > 1; a; 2; true;  0",
                "looked.product_id == event.product_id && event.price > 1; a;  ; false; 1",
                "looked.product_id == event.product_id && event.price > 1; b;  ; false; 0",
                "event.price > 1 && event.product_id == looked.product_id; b;  ; false; 0",
                "event.product_id == looked.product_id || event.price > 1; b; 2; true;  0",
                "!(event.product_id == looked.product_id);          b; 2; true;  0",
                "(event.product_id == looked.product_id) == false;  b; 2; true;  0",
                "has(event.price) && event.product_id == looked.product_id; a; 2; true; 0",
                "event.price == looked.price;                       b; 1; true;  0",
                "event.product_id == params.wanted;                 a; 2; false; 0",
                "event.product_id == params.wanted;                 w; 2; true;  0"
            })
    void a_condition_holds_as_if_it_were_evaluated(
            String condition, String product, Double price, boolean holds, int errors) {
        RuleEngine engine = new RuleEngine(rules(condition), EngineLimits.DEFAULT);
        CustomerRuns runs = new CustomerRuns();
        engine.on(input("m1", 1, Map.of("product_id", "a", "category", "c", "price", 1.0)), runs);
        Map<String, Object> fields = new HashMap<>();
        if (product != null) {
            fields.put("product_id", product);
        }
        if (price != null) {
            fields.put("price", price);
        }

        assertThat(engine.on(input("m2", 2, fields), runs)).hasSize(holds ? 1 : 0);
        assertThat(engine.counters("same").errors()).isEqualTo(errors);
    }

    @Test
    void comparisons_that_a_condition_cannot_hold_without_are_known() {
        var condition =
                rules(
                                "event.product_id == looked.product_id && (event.price > 1"
                                        + " || event.brand == looked.brand)"
                                        + " && looked.category == event.category")
                        .rules()
                        .get("same")
                        .rule()
                        .sequence()
                        .orElseThrow()
                        .steps()
                        .get(1)
                        .where()
                        .orElseThrow();

        assertThat(condition.sameTexts())
                .containsExactly(
                        new SameText("product_id", "looked", "product_id"),
                        new SameText("category", "looked", "category"));
    }

    private static RuleInput input(String id, long time, Map<String, Object> fields) {
        return new RuleInput(new RuleEvent("Product Viewed", time, id, fields), CUSTOMER);
    }

    private static RuleSet rules(String condition) {
        RuleSet rules =
                RuleSet.of(
                        new RuleReader(Vocabulary.standard(), 2),
                        List.of(
                                new RuleSource(
                                        "same",
                                        """
                                        rule: same
                                        version: 1
                                        description: d
                                        params: {wanted: w}
                                        matches: all
                                        pattern:
                                          - {step: looked, event: Product Viewed}
                                          - step: again
                                            event: Product Viewed
                                            where: '%s'
                                        within: 1h
                                        emit: {kind: k, message: m}
                                        """
                                                .formatted(condition))));
        assertThat(rules.rules()).as("%s", rules.verdicts()).hasSize(1);
        return rules;
    }
}
