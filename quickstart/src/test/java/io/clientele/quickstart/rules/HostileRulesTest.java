package io.clientele.quickstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.clientele.job.pattern.RuleRecord;
import io.clientele.job.publish.RulePublisher;
import io.clientele.quickstart.embedded.Awaiting;
import io.clientele.rules.engine.RuleSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules that nobody has checked get into the topic: each is answered, and the job goes on. */
class HostileRulesTest {

    private static final String SOUND =
            """
            rule: %s
            version: 1
            description: Any order.
            pattern:
              - step: order
                event: Order Completed
            emit: {kind: test, message: "%s"}
            """;

    /** By what is wrong with it: the rule's text, and what must be said of it. */
    private static final Map<String, List<String>> REFUSED = refused();

    @Test
    void each_wrong_rule_is_refused_with_its_reason_and_the_others_run() throws Exception {
        try (RunningShop shop = RunningShop.open()) {
            List<RuleRecord> records = new ArrayList<>();
            records.add(RuleRecord.of("before", SOUND.formatted("before", "before")));
            REFUSED.forEach((name, rule) -> records.add(RuleRecord.of(name, rule.get(0))));
            records.add(RuleRecord.of("after", SOUND.formatted("after", "after")));
            publish(shop, records);

            shop.awaitAnswer("after", "accepted");
            Map<String, String> told = new LinkedHashMap<>();
            for (Map.Entry<String, List<String>> rule : REFUSED.entrySet()) {
                JsonNode answer = shop.awaitAnswer(rule.getKey(), "refused");
                told.put(rule.getKey(), answer.get("findings").toString());
            }
            assertThat(told)
                    .allSatisfy(
                            (name, findings) ->
                                    assertThat(findings).contains(REFUSED.get(name).get(1)));
            shop.order("ann", "1.00", 1);
            shop.timeIs(2);
            shop.awaitAlert(2);
            assertThat(shop.alerts())
                    .extracting(alert -> alert.rule())
                    .containsExactlyInAnyOrder("before", "after");
            assertThat(shop.isRunning()).isTrue();
        }
    }

    @Test
    void a_condition_that_takes_too_long_is_stopped_and_counted_and_its_neighbour_runs()
            throws Exception {
        try (RunningShop shop = RunningShop.open()) {
            String noneOfAll =
                    "event.product_ids.all(a, !event.product_ids.exists(b, b == a + 'x'))";
            publish(
                    shop,
                    List.of(
                            RuleRecord.of("slow", conditional("slow", noneOfAll)),
                            RuleRecord.of("sound", SOUND.formatted("sound", "sound"))));
            shop.awaitAnswer("slow", "accepted");
            shop.awaitAnswer("sound", "accepted");
            for (int i = 0; i < 20; i++) {
                shop.order("ann", 100, 1 + i);
            }
            shop.passUntil(60);
            Awaiting.until("an alert of each order", () -> alertsOf(shop, "sound") == 20);
            assertThat(alertsOf(shop, "slow")).isZero();
            Awaiting.until("an error of each order", () -> shop.errorsOf("slow") == 20);
            assertThat(shop.isRunning()).isTrue();
        }
    }

    @Test
    void of_ten_thousand_rules_a_thousand_run_and_each_of_the_others_is_answered()
            throws Exception {
        int sent = 10_000;
        try (RunningShop shop = RunningShop.open()) {
            publish(
                    shop,
                    IntStream.range(0, sent)
                            .mapToObj("rule-%05d"::formatted)
                            .map(
                                    name ->
                                            RuleRecord.of(
                                                    name,
                                                    SOUND.formatted(name, name)
                                                            .replace("Order", "Checkout")
                                                            .replace("Completed", "Started")))
                            .toList());
            Awaiting.until("ten thousand answers", () -> shop.answers().size() == sent);
            Map<String, Long> outcomes =
                    shop.answers().values().stream()
                            .collect(
                                    Collectors.groupingBy(
                                            answer -> answer.get("status").asText(),
                                            Collectors.counting()));
            assertThat(outcomes)
                    .containsEntry("accepted", (long) RuleSet.MOST_RULES)
                    .containsEntry("refused", (long) sent - RuleSet.MOST_RULES);
            assertThat(shop.answers().get("rule-09999").get("findings").toString())
                    .contains("there are 1000 rules already, expected no more");

            // There is room again as soon as one of them goes.
            publish(
                    shop,
                    List.of(
                            RuleRecord.removal("rule-00000"),
                            RuleRecord.of("sound", SOUND.formatted("sound", "sound"))));
            shop.awaitAnswer("sound", "accepted");
            shop.order("ann", "1.00", 1);
            shop.timeIs(2);
            assertThat(shop.awaitAlert(1).rule()).isEqualTo("sound");
            assertThat(shop.isRunning()).isTrue();
        }
    }

    private static long alertsOf(RunningShop shop, String rule) {
        return shop.alerts().stream().filter(alert -> alert.rule().equals(rule)).count();
    }

    private static void publish(RunningShop shop, List<RuleRecord> records) throws Exception {
        try (RulePublisher publisher =
                RulePublisher.connect(shop.connection(), Duration.ofSeconds(20))) {
            publisher.publish(records);
        }
    }

    private static String conditional(String name, String where) {
        return SOUND.formatted(name, name)
                .replace(
                        "event: Order Completed",
                        "event: Order Completed%n    where: \"%s\"".formatted(where));
    }

    private static Map<String, List<String>> refused() {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        String sound = SOUND.formatted("%1$s", "hello");
        wrong.put(
                "unknown-field",
                List.of(
                        conditional("unknown-field", "event.amuont > 1"),
                        "no field \\\"amuont\\\", did you mean \\\"amount\\\"?"));
        wrong.put(
                "type-error",
                List.of(
                        conditional("type-error", "event.amount == 'x'"),
                        "== cannot be applied to (double, string)"));
        wrong.put(
                "unbounded",
                List.of(
                        sound.formatted("unbounded")
                                .replace(
                                        "emit:",
                                        "  - step: again\n    event: Order Completed\nemit:"),
                        "within"));
        wrong.put(
                "negative-time",
                List.of(
                        sound.formatted("negative-time").replace("emit:", "within: -5m\nemit:"),
                        "-5m"));
        wrong.put("another-name", List.of(sound.formatted("before"), "the key of the record"));
        wrong.put(
                "given-twice", List.of(sound.formatted("given-twice") + "version: 2\n", "version"));
        wrong.put("no-yaml", List.of("\u0000\u0001{[", "not YAML"));
        wrong.put("empty", List.of("", "the text is empty"));
        wrong.put("aliases", List.of(bombOfAliases(), "anchor"));
        wrong.put("deep", List.of("rule: " + "[".repeat(5_000), "nested more than 16 deep"));
        wrong.put(
                "wide",
                List.of(
                        sound.formatted("wide")
                                + "params: {"
                                + IntStream.range(0, 4_000)
                                        .mapToObj(i -> "p" + i + ": 1")
                                        .collect(Collectors.joining(", "))
                                + "}\n",
                        "params"));
        wrong.put(
                "long",
                List.of(
                        sound.formatted("long") + "# " + "x".repeat(70_000),
                        "expected at most 65536"));
        wrong.put(
                "nested-loops",
                List.of(
                        conditional(
                                "nested-loops",
                                "event.product_ids.all(a, event.product_ids.all(b,"
                                        + " event.product_ids.all(c, a != b)))"),
                        "nested 3 deep, expected at most 2"));
        wrong.put(
                "parentheses",
                List.of(
                        conditional("parentheses", "(".repeat(450) + "true" + ")".repeat(450)),
                        "pattern[0].where"));
        wrong.put(
                "long-condition",
                List.of(
                        conditional("long-condition", "event.amount > 1 || ".repeat(60) + "true"),
                        "1000"));
        return wrong;
    }

    /** Each line doubles the one before: a billion values, if somebody followed them. */
    private static String bombOfAliases() {
        StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            text.append("a%1$d: &a%1$d [*a%2$d, *a%2$d]\n".formatted(i, i - 1));
        }
        return text.toString();
    }
}
