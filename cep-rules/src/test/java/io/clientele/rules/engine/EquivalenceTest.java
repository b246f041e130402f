package io.clientele.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleInput;
import io.clientele.rules.language.Rule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The engine matches what Flink CEP's own NFA matches, for random rules and events. */
class EquivalenceTest {

    private static final EngineLimits WIDE = new EngineLimits(1_000_000, 1_000_000);

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void the_engine_matches_what_flink_cep_matches(@ForAll long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        RandomRules.Written written = RandomRules.rule(random);
        Rule rule = written.rule();
        List<RuleInput> events = RandomRules.events(random, 60);
        List<Map<String, List<String>>> stock = StockCep.matches(rule, events);

        assertThat(engine(rule, events, Timers.LATE))
                .as(written.text())
                .containsExactlyInAnyOrderElementsOf(stock);
        assertThat(engine(rule, events, Timers.EXACT))
                .as(written.text())
                .containsExactlyInAnyOrderElementsOf(stock);
    }

    private enum Timers {
        EXACT,
        LATE
    }

    private static List<Map<String, List<String>>> engine(
            Rule rule, List<RuleInput> events, Timers timers) throws IOException {
        RuleEngine engine = new RuleEngine(RuleSet.of(rule), WIDE);
        CustomerRuns runs = new CustomerRuns();
        List<RuleMatch> matches = new ArrayList<>();
        CustomerView customer = CustomerView.unknown("c");
        long before = Long.MIN_VALUE;
        for (RuleInput event : events) {
            boolean later = event.event().time() > before;
            before = event.event().time();
            if (timers == Timers.EXACT && later) {
                runs = written(runs);
            }
            while (timers == Timers.EXACT
                    && later
                    && runs.nextDeadline().orElse(Long.MAX_VALUE) <= event.event().time()) {
                matches.addAll(engine.onTime(runs.nextDeadline().getAsLong(), customer, runs));
            }
            matches.addAll(engine.on(event, runs));
        }
        matches.addAll(engine.onTime(Long.MAX_VALUE / 2, customer, runs));
        assertThat(runs.isEmpty()).isTrue();
        return matches.stream().map(EquivalenceTest::steps).toList();
    }

    /** What is read of what was written. */
    private static CustomerRuns written(CustomerRuns runs) throws IOException {
        CustomerRunsCodec codec = new CustomerRunsCodec();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(runs, new DataOutputStream(bytes));
        return codec.read(
                codec.version(),
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private static Map<String, List<String>> steps(RuleMatch match) {
        Map<String, List<String>> steps = new HashMap<>();
        for (RuleMatch.MatchedEvent event : match.events()) {
            steps.computeIfAbsent(event.step(), s -> new ArrayList<>()).add(event.id());
        }
        return steps;
    }
}
