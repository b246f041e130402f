package io.clientele.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.rules.event.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckerTest {

    private static final RuleReader READER = new RuleReader(Vocabulary.standard(), 2);

    private static final String SOUND =
            """
            rule: cart
            version: 1
            description: why
            severity: info
            params:
              patience: 4h
              least: 5
              name: x
            pattern:
              - step: added
                event: Product Added
                where: event.amount > params.least
              - step: paid
                event: Order Completed
            within: params.patience
            emit:
              kind: cart
              message: "left {money(added.amount)}"
            """;

    @Test
    void a_sound_rule_is_read() {
        assertThat(READER.read("cart.yaml", SOUND)).isInstanceOf(RuleReader.Sound.class);
    }

    /** What is replaced in the sound rule, by what, where it is found, and what is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    version: 1 | versoin: 1 | 2:1 | versoin: no such field, did you mean "version"?
                    version: 1 | version: -1 | 2:10 | version: found -1, expected a whole number from 1 to 1000000
                    version: 1 | version: 1.5 | 2:10 | version: found 1.5, expected a whole number from 1 to 1000000
                    rule: cart | rule: Cart! | 1:7 | rule: found "Cart!", expected a name of small letters, digits and -, at most 64, such as cart-abandoned
                    severity: info | severity: high | 4:11 | severity: found "high", expected one of info, warning, error, critical
                    patience: 4h | patience: -4h | 6:13 | params.patience: found "-4h", expected a duration that is not negative
                    patience: 4h | patience: 0s | 15:9 | within: found 0s, expected more than 0s and at most 366d
                    patience: 4h | patience: 400d | 15:9 | within: found 400d, expected more than 0s and at most 366d
                    within: params.patience | within: -4h | 15:9 | within: found "-4h", expected a duration such as 90s, 15m, 4h, 30d, 2w or 1h30m
                    within: params.patience | within: params.patient | 15:9 | within: no parameter is named "patient", did you mean "patience"?
                    within: params.patience | within: params.name | 15:9 | within: found "params.name", expected a parameter that is a duration such as 90s, 15m, 4h, 30d, 2w or 1h30m
                    within: params.patience | `` | 1:1 | within: is missing, expected how long a match may take, a duration such as 90s, 15m, 4h, 30d, 2w or 1h30m; or gap: on every step but the first
                    event: Product Added | event: Product Aded | 11:12 | pattern[0].event: no event is named "Product Aded", did you mean "Product Added"?
                    event: Product Added | evnt: Product Added | 11:5 | pattern[0].evnt: no such field, did you mean "event"?
                    step: paid | step: added | 13:11 | pattern[1].step: found "added", expected a name that no other step of the rule has
                    step: paid | step: event | 13:11 | pattern[1].step: found "event", expected another name: this one has a meaning of its own
                    event.amount > params.least | event.amuont > params.least | 12:18 | pattern[0].where: no field "amuont", did you mean "amount"?
                    event.amount > params.least | event.amount > params.lest | 12:34 | pattern[0].where: no field "lest", did you mean "least"?
                    event.amount > params.least | evnt.amount > params.least | 12:12 | pattern[0].where: nothing is named "evnt", did you mean "event"?
                    event.amount > params.least | event.amount > params.name | 12:25 | pattern[0].where: > cannot be applied to (double, string)
                    event.amount > params.least | event.amount | 12:12 | pattern[0].where: gives a number, expected true or false, such as event.amount > 100
                    event.amount > params.least | paid.amount > 1 | 12:12 | pattern[0].where: nothing is named "paid", expected one of event, params, profile
                    event.amount > params.least | profile.rfm.grop == "NEW" | 12:24 | pattern[0].where: no field "grop", did you mean "group"?
                    {money(added.amount)} | {money(added.amout)} | 18:31 | emit.message: no field "amout", did you mean "amount"?
                    {money(added.amount)} | {money(added.amount) | 18:18 | emit.message: an opening brace that is not closed; write {{ for a brace
                    {money(added.amount)} | {added} | 18:19 | emit.message: gives several fields, expected a single value, such as event.amount
                    kind: cart | knid: cart | 17:3 | emit.knid: no such field, did you mean "kind"?
                    """)
    void a_wrong_value_is_told_with_its_place(
            String sound, String broken, String place, String message) {
        String text = SOUND.replace(sound, broken);
        assertThat(findings(text)).contains("cart.yaml:" + place + ": " + rule(text) + message);
    }

    private static String rule(String text) {
        return text.contains("rule: cart\n") ? "rule cart: " : "";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    - {not: a, event: Order Completed} | pattern[0].not: an absence at the beginning, expected a step that starts the rule
                    - {step: a, event: Order Completed, optional: true} | pattern[0].optional: every step is optional, expected at least one that is not
                    - {step: a, event: Order Completed, times: 0} | pattern[0].times: found 0, expected a whole number from 1 to 100
                    - {step: a, event: Order Completed, times: 1000} | pattern[0].times: found 1000, expected a whole number from 1 to 100
                    - {step: a, event: Order Completed, times: many} | pattern[0].times: found "many", expected a count such as 3, 3+ or 2-5, or params.NAME for a count
                    - {step: a, event: Order Completed, times: 5-2} | pattern[0].times: found "5-2", expected the smaller count first
                    - {step: a, event: Order Completed, times: 2-5} | pattern[0].times: a range on the last step, which ends a match at its event 2; write 2
                    - {step: a, event: Order Completed, gap: 1h} | pattern[0].gap: on the first step, which follows nothing
                    - {step: a, event: Order Completed, contiguity: tight} | pattern[0].contiguity: found "tight", expected one of relaxed, strict
                    - {step: a, move: {to: [CHAMPION]}} | pattern[0].move.to: no RFM group is named "CHAMPION", did you mean "CHAMPIONS"?
                    - {step: a, score: value.clvv} | pattern[0].score: no score is named "value.clvv", did you mean "value.clv"?
                    - {step: a, score: value.clv, rises_to: 3, falls_to: 4} | pattern[0]: found rises_to and falls_to, expected one of them
                    - {step: a, event: Order Completed, rises_to: 3} | pattern[0].rises_to: belongs to score, expected it beside score: PATH only
                    - {step: a} | pattern[0]: found none, expected exactly one of event, move and score
                    - a | pattern[0]: found "a", expected a step with step: NAME and event: EVENT, or an absence with not: NAME and event: EVENT
                    """)
    void a_wrong_step_is_told(String step, String message) {
        assertThat(findings(pattern(step))).anyMatch(f -> f.endsWith(": " + message));
    }

    @Test
    void what_flink_cep_would_take_and_not_do_is_refused() {
        assertThat(
                        findings(
                                pattern(
                                        """
                                        - {step: a, event: Order Completed}
                                          - {not: b, event: Cart Viewed}
                                          - {not: c, event: Product Viewed}
                                        """)))
                .anyMatch(f -> f.contains("two absences in a row"));
        assertThat(
                        findings(
                                pattern(
                                        """
                                        - {step: a, event: Order Completed, times: 2+}
                                          - {not: b, event: Cart Viewed}
                                        """)))
                .anyMatch(f -> f.contains("a range before an absence at the end"));
        assertThat(
                        findings(
                                pattern(
                                        """
                                        - {step: a, event: Order Completed, times: 2+}
                                          - {step: b, event: Cart Viewed, gap: 1h}
                                        """)))
                .anyMatch(f -> f.contains("where it is not clear what it counts from"));
        assertThat(
                        findings(
                                pattern(
                                        """
                                        - {step: a, event: Order Completed, times: 2+}
                                          - {not: b, event: Product Viewed}
                                          - {step: c, event: Cart Viewed, gap: 1h}
                                        """)))
                .anyMatch(f -> f.contains("after an absence that follows a step"));
        assertThat(
                        findings(
                                pattern(
                                        """
                                        - {step: a, event: Order Completed}
                                          - {not: b, event: Product Viewed, contiguity: strict}
                                          - {step: c, event: Cart Viewed, gap: 1h}
                                        """)))
                .anyMatch(f -> f.contains("after a strict absence"));
    }

    private static String pattern(String steps) {
        return "rule: r\nversion: 1\ndescription: d\npattern:\n  "
                + steps.stripTrailing()
                + "\nwithin: 1d\nemit: {kind: k, message: m}\n";
    }

    @Test
    void everything_wrong_is_told_at_once_in_the_order_of_the_text() {
        String text =
                SOUND.replace("severity: info", "severity: high")
                        .replace("event.amount >", "event.amuont >")
                        .replace("kind: cart", "kind: Cart");
        assertThat(findings(text))
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("cart.yaml:4:11: "),
                        second -> assertThat(second).startsWith("cart.yaml:12:18: "),
                        third -> assertThat(third).startsWith("cart.yaml:17:9: "));
    }

    @Test
    void the_column_is_found_in_folded_and_quoted_texts() {
        String folded =
                SOUND.replace(
                        "where: event.amount > params.least",
                        "where: >\n      event.amount > 1\n      && event.amuont > 2");
        assertThat(findings(folded)).anyMatch(f -> f.startsWith("cart.yaml:14:16: "));
        String quoted =
                SOUND.replace(
                        "where: event.amount > params.least",
                        "where: 'event.name == ''x'' && event.amuont > 2'");
        assertThat(findings(quoted)).anyMatch(f -> f.startsWith("cart.yaml:12:42: "));
    }

    @Test
    void yaml_bombs_are_refused() {
        assertThat(findings("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"))
                .singleElement()
                .asString()
                .contains("an anchor (&name), which rules cannot have");
        assertThat(findings("[".repeat(40_000)))
                .singleElement()
                .asString()
                .contains("nested more than 16 deep");
        assertThat(findings("a: " + "x".repeat(70_000)))
                .singleElement()
                .asString()
                .contains("the text has 70003 characters, expected at most 65536");
        assertThat(findings("[" + "1,".repeat(12_000) + "1]"))
                .singleElement()
                .asString()
                .contains("more than 10000 values");
        assertThat(findings("rule: a\nrule: b\n"))
                .singleElement()
                .asString()
                .contains("cart.yaml:2:1: rule is given twice");
        assertThat(findings("a: b: c")).singleElement().asString().startsWith("cart.yaml:1:");
        assertThat(findings("")).singleElement().asString().contains("the text is empty");
        assertThat(findings("!!java.net.URL x")).isNotEmpty();
    }

    @Test
    void expressions_are_bounded() {
        assertThat(findings(where("event.amount > " + "1 + ".repeat(400) + "1")))
                .anyMatch(f -> f.contains("expected at most 1000"));
        assertThat(findings(where("(".repeat(200) + "true" + ")".repeat(200)))).isNotEmpty();
        assertThat(findings(where("[1,2].all(a, [1,2].all(b, [1,2].all(c, a + b + c >" + " 0)))")))
                .anyMatch(f -> f.contains("nested 3 deep, expected at most 2"));
    }

    private static String where(String expression) {
        return SOUND.replace("event.amount > params.least", "'" + expression + "'");
    }

    @Test
    void a_pattern_and_an_aggregate_exclude_each_other() {
        assertThat(findings(SOUND + "aggregate: {event: Order Completed}\n"))
                .anyMatch(
                        f ->
                                f.endsWith(
                                        "found both, expected exactly one of pattern and aggregate"));
        assertThat(
                        findings(
                                """
                                rule: r
                                version: 1
                                description: d
                                aggregate:
                                  event: Order Completed
                                  count: {at_least: 5000}
                                emit: {kind: k, message: m}
                                """))
                .anyMatch(f -> f.contains("aggregate.within: is missing"))
                .anyMatch(f -> f.endsWith("found 5000, expected at most 1000"));
    }

    @Test
    void the_fingerprint_is_of_what_partial_matches_depend_on() {
        long before = sound(SOUND).fingerprint();
        assertThat(sound(SOUND.replace("severity: info", "severity: error")).fingerprint())
                .isEqualTo(before);
        assertThat(sound(SOUND.replace("description: why", "description: other")).fingerprint())
                .isEqualTo(before);
        assertThat(sound(SOUND.replace("version: 1", "version: 2")).fingerprint())
                .isNotEqualTo(before);
        assertThat(sound(SOUND.replace("patience: 4h", "patience: 5h")).fingerprint())
                .isNotEqualTo(before);
    }

    private static Rule sound(String text) {
        return ((RuleReader.Sound) READER.read("cart.yaml", text)).rule();
    }

    private static List<String> findings(String text) {
        RuleReader.Outcome outcome = READER.read("cart.yaml", text);
        assertThat(outcome).isInstanceOf(RuleReader.Unsound.class);
        return ((RuleReader.Unsound) outcome).findings().stream().map(Finding::toString).toList();
    }
}
