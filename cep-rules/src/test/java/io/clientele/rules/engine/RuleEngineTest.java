package io.clientele.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.language.Mode;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.RuleSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleEngineTest {

    private static final RuleReader READER = new RuleReader(Vocabulary.standard(), 2);
    private static final long HOUR = 3_600_000;
    private static final CustomerView CUSTOMER = CustomerView.unknown("17850");

    private static final String CART =
            """
            rule: cart
            version: 1
            description: d
            pattern:
              - {step: added, event: Product Added}
              - {not: order, event: Order Completed, for: 4h}
            emit: {kind: cart, message: "{customer} left a cart"}
            cooldown: 1d
            """;

    private static final String TWICE =
            """
            rule: twice
            version: 1
            description: d
            pattern:
              - {step: first, event: Order Completed}
              - {step: second, event: Order Completed, where: event.amount > first.amount}
            within: 7d
            emit: {kind: k, message: "{second.amount} after {first.amount}"}
            """;

    private static final String SUM =
            """
            rule: spent
            version: 1
            description: d
            aggregate:
              event: Order Completed
              within: 1h
              sum: {of: event.amount, at_least: 100}
            emit: {kind: k, message: "{sum} in {count}"}
            """;

    private final CustomerRuns runs = new CustomerRuns();
    private int ids;

    @Test
    void an_absence_is_told_at_its_end_once_in_the_cooldown() {
        RuleEngine engine = engine(CART);
        assertThat(on(engine, "Product Added", HOUR)).isEmpty();
        assertThat(runs.nextDeadline()).hasValue(5 * HOUR);
        assertThat(engine.onTime(5 * HOUR - 1, CUSTOMER, runs)).isEmpty();
        assertThat(engine.onTime(5 * HOUR, CUSTOMER, runs))
                .singleElement()
                .satisfies(
                        match -> {
                            assertThat(match.time()).isEqualTo(5 * HOUR);
                            assertThat(match.message()).isEqualTo("17850 left a cart");
                            assertThat(match.events()).hasSize(1);
                        });
        on(engine, "Product Added", 6 * HOUR);
        assertThat(engine.onTime(10 * HOUR, CUSTOMER, runs)).isEmpty();
        assertThat(engine.counters("cart").suppressed()).isEqualTo(1);
        assertThat(runs.nextDeadline()).hasValue(29 * HOUR);
        engine.onTime(29 * HOUR, CUSTOMER, runs);
        assertThat(runs.isEmpty()).isTrue();
    }

    @Test
    void a_deadline_that_nobody_asked_for_is_kept_when_the_next_event_comes() {
        RuleEngine engine = engine(CART);
        on(engine, "Product Added", HOUR);
        assertThat(on(engine, "Order Completed", 5 * HOUR))
                .singleElement()
                .extracting(RuleMatch::time)
                .isEqualTo(5 * HOUR);
    }

    @Test
    void the_same_match_has_the_same_id_and_another_customer_another() {
        List<String> ids = new ArrayList<>();
        for (String customer : List.of("a", "a", "b")) {
            RuleEngine engine = engine(CART);
            CustomerRuns own = new CustomerRuns();
            RuleEvent event = new RuleEvent("Product Added", 1, "m1", Map.of());
            CustomerView view = CustomerView.unknown(customer);
            engine.on(new RuleInput(event, view), own);
            ids.add(engine.onTime(9 * HOUR, view, own).get(0).id());
        }
        assertThat(ids.get(0)).hasSize(32).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
    }

    @Test
    void a_changed_version_drops_its_own_partial_matches_and_no_others() {
        RuleEngine engine = engine(CART, TWICE);
        on(engine, "Product Added", HOUR);
        on(engine, "Order Completed", 2 * HOUR, 5);
        on(engine, "Product Added", 3 * HOUR);
        engine.rules(
                engine.rules()
                        .with(READER, "cart", source(CART.replace("version: 1", "version: 2"))));
        List<RuleMatch> matches = on(engine, "Order Completed", 4 * HOUR, 6);
        assertThat(matches).extracting(RuleMatch::rule).containsExactly("twice");
        assertThat(engine.onTime(100 * HOUR, CUSTOMER, runs)).isEmpty();
        assertThat(engine.counters("cart").dropped()).isEqualTo(1);
    }

    @Test
    void a_changed_mode_or_message_leaves_partial_matches_alone() {
        RuleEngine engine = engine(CART);
        on(engine, "Product Added", HOUR);
        engine.rules(
                engine.rules()
                        .with(
                                READER,
                                "cart",
                                source(CART.replace("left a cart", "forgot") + "mode: shadow\n")));
        assertThat(engine.onTime(5 * HOUR, CUSTOMER, runs))
                .singleElement()
                .satisfies(
                        match -> {
                            assertThat(match.mode()).isEqualTo(Mode.SHADOW);
                            assertThat(match.message()).isEqualTo("17850 forgot");
                        });
    }

    @Test
    void what_a_removed_rule_left_goes_at_the_next_touch() {
        RuleEngine engine = engine(CART);
        on(engine, "Product Added", HOUR);
        engine.rules(engine.rules().without("cart"));
        on(engine, "Cart Viewed", 2 * HOUR);
        assertThat(runs.isEmpty()).isTrue();
        assertThat(runs.nextDeadline()).isEmpty();
    }

    @Test
    void a_rule_that_is_off_does_nothing() {
        RuleEngine engine = engine(CART + "mode: off\n");
        on(engine, "Product Added", HOUR);
        assertThat(runs.isEmpty()).isTrue();
    }

    @Test
    void a_missing_field_is_counted_and_hinders_no_other_rule() {
        RuleEngine engine = engine(TWICE, CART);
        on(engine, "Order Completed", HOUR);
        on(engine, "Order Completed", 2 * HOUR);
        on(engine, "Product Added", 3 * HOUR);
        assertThat(engine.counters("twice").errors()).isPositive();
        assertThat(engine.counters("twice").lastError())
                .isEqualTo(
                        "second: evaluation error at character 5: key 'amount' is not present in"
                                + " map.");
        assertThat(engine.onTime(8 * HOUR, CUSTOMER, runs)).hasSize(1);
    }

    @Test
    void partial_matches_are_capped_and_the_rest_counted() {
        RuleEngine engine = engine(new EngineLimits(10, 100), TWICE);
        for (int i = 0; i < 25; i++) {
            on(engine, "Order Completed", i, 100 - i);
        }
        assertThat(runs.partialMatches()).isEqualTo(10);
        assertThat(engine.counters("twice").capped()).isEqualTo(15);
        assertThat(on(engine, "Order Completed", 30, 1_000))
                .singleElement()
                .extracting(RuleMatch::message)
                .isEqualTo("1000 after 100");
    }

    @Test
    void a_window_slides_and_begins_anew_after_a_match() {
        RuleEngine engine = engine(SUM);
        assertThat(on(engine, "Order Completed", 0, 60)).isEmpty();
        assertThat(on(engine, "Order Completed", HOUR, 60)).isEmpty();
        assertThat(on(engine, "Order Completed", HOUR + 1, 40))
                .singleElement()
                .extracting(RuleMatch::message)
                .isEqualTo("100 in 2");
        assertThat(on(engine, "Order Completed", HOUR + 2, 60)).isEmpty();
        engine.onTime(2 * HOUR + 2, CUSTOMER, runs);
        assertThat(runs.isEmpty()).isTrue();
    }

    @Test
    void a_window_keeps_no_more_than_its_most() {
        RuleEngine engine = engine(SUM.replace("at_least: 100", "at_least: 100000"));
        for (int i = 0; i < 1_500; i++) {
            on(engine, "Order Completed", i, 1);
        }
        assertThat(engine.counters("spent").capped()).isEqualTo(500);
    }

    @Test
    void state_is_the_same_after_writing_and_reading() throws IOException {
        RuleEngine engine = engine(CART, TWICE, SUM);
        on(engine, "Product Added", HOUR);
        on(engine, "Order Completed", 2 * HOUR, 60);
        on(engine, "Product Added", 3 * HOUR);
        on(engine, "Order Completed", 3 * HOUR, 20);
        byte[] first = bytes(runs);
        CustomerRuns read = read(first);
        assertThat(bytes(read)).isEqualTo(first);
        assertThat(first.length).isLessThan(200);
        assertThat(engine.onTime(7 * HOUR, CUSTOMER, read))
                .usingRecursiveComparison()
                .isEqualTo(engine.onTime(7 * HOUR, CUSTOMER, runs));
    }

    @Test
    void only_what_a_partial_match_refers_to_is_kept() throws IOException {
        RuleEngine engine = engine(CART);
        on(engine, "Product Added", HOUR);
        int before = bytes(runs).length;
        for (int i = 0; i < 100; i++) {
            on(engine, "Product Viewed", HOUR + i, 7);
        }
        assertThat(bytes(runs)).hasSize(before);
    }

    @Test
    void one_wrong_rule_blocks_no_other_and_a_name_counts_once() {
        RuleSet rules =
                RuleSet.of(
                        READER,
                        List.of(
                                new RuleSource("a.yaml", CART),
                                new RuleSource("b.yaml", "rule: broken\n"),
                                new RuleSource("c.yaml", CART),
                                new RuleSource("d.yaml", TWICE)));
        assertThat(rules.rules()).containsOnlyKeys("cart", "twice");
        assertThat(rules.verdicts())
                .satisfiesExactly(
                        a -> assertThat(a).isInstanceOf(RuleVerdict.Accepted.class),
                        b -> assertThat(b).isInstanceOf(RuleVerdict.Refused.class),
                        c ->
                                assertThat(((RuleVerdict.Refused) c).findings())
                                        .singleElement()
                                        .hasToString(
                                                "c.yaml:1:1: rule cart: rule: found \"cart\","
                                                        + " which a.yaml has already, expected"
                                                        + " another name"),
                        d -> assertThat(d).isInstanceOf(RuleVerdict.Accepted.class));
    }

    @Test
    void a_refused_change_leaves_the_rule_as_it_was() {
        RuleSet before = RuleSet.of(READER, List.of(source(CART)));
        RuleSet after = before.with(READER, "cart", source(CART.replace("4h", "never")));
        assertThat(after.rules()).isEqualTo(before.rules());
        assertThat(after.verdicts()).singleElement().isInstanceOf(RuleVerdict.Refused.class);
        assertThat(before.with(READER, "other", source(CART)).verdicts())
                .singleElement()
                .asString()
                .contains("expected \"other\", the key of the record");
    }

    @Test
    void more_rules_than_a_set_holds_are_refused() {
        List<RuleSource> sources = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            sources.add(
                    new RuleSource(
                            "r" + i,
                            "rule: r"
                                    + i
                                    + "\nversion: 1\ndescription: d\n"
                                    + "pattern: [{step: a, event: Order Completed}]\n"
                                    + "emit: {kind: k, message: m}\n"));
        }
        RuleSet rules = RuleSet.of(READER, sources);
        assertThat(rules.rules()).hasSize(RuleSet.MOST_RULES);
        assertThat(rules.verdicts())
                .filteredOn(RuleVerdict.Refused.class::isInstance)
                .hasSize(9_000);
    }

    private List<RuleMatch> on(RuleEngine engine, String name, long time) {
        return on(engine, new RuleEvent(name, time, "e" + ids++, Map.of()));
    }

    private List<RuleMatch> on(RuleEngine engine, String name, long time, double amount) {
        return on(engine, new RuleEvent(name, time, "e" + ids++, Map.of("amount", amount)));
    }

    private List<RuleMatch> on(RuleEngine engine, RuleEvent event) {
        return engine.on(new RuleInput(event, CUSTOMER), runs);
    }

    private static RuleSource source(String text) {
        return new RuleSource("r.yaml", text);
    }

    private static RuleEngine engine(String... rules) {
        return engine(EngineLimits.DEFAULT, rules);
    }

    private static RuleEngine engine(EngineLimits limits, String... rules) {
        RuleSet set =
                RuleSet.of(READER, List.of(rules).stream().map(RuleEngineTest::source).toList());
        assertThat(set.verdicts()).allMatch(RuleVerdict.Accepted.class::isInstance);
        return new RuleEngine(set, limits);
    }

    private static byte[] bytes(CustomerRuns runs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new CustomerRunsCodec().write(runs, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static CustomerRuns read(byte[] bytes) throws IOException {
        return new CustomerRunsCodec()
                .read(1, new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
