package io.clientele.job.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.event.CommerceEvent;
import io.clientele.job.KeyedTasks;
import io.clientele.job.pattern.RuleTasks.Backend;
import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * The operator that runs all rules raises what Flink CEP's own operators, one for each rule, match
 * on the same stream. A failure tells its seed.
 */
class StockEquivalenceTest {

    private static final int RULES = 4;
    private static final int CUSTOMERS = 3;

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void in_memory_the_operator_matches_what_flink_cep_matches(@ForAll long seed) throws Exception {
        agree(seed, Backend.HEAP);
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void on_rocksdb_the_operator_matches_what_flink_cep_matches(@ForAll long seed)
            throws Exception {
        agree(seed, Backend.ROCKSDB);
    }

    private static void agree(long seed, Backend backend) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        RandomShop shop = new RandomShop(random);
        List<RuleRecord> rules = shop.rules(RULES);
        long bound = random.nextBoolean() ? 0 : RuleTasks.MINUTE * (1 + random.nextInt(10));
        List<CommerceEvent> events = shop.events(120, CUSTOMERS);
        List<CommerceEvent> arriving = shop.disordered(events, bound);
        int every = 1 + random.nextInt(20);
        int restart = random.nextInt(2 * arriving.size());

        List<String> ours = new ArrayList<>();
        List<String> stock;
        var tasks = RuleTasks.with(backend, rules.toArray(RuleRecord[]::new));
        try (StockPatterns patterns = new StockPatterns(rules, backend.flink())) {
            long latest = Long.MIN_VALUE;
            for (int i = 0; i < arriving.size(); i++) {
                CommerceEvent event = arriving.get(i);
                if (i == restart) {
                    ours.addAll(matches(tasks));
                    tasks = tasks.resumedAs(2);
                }
                tasks.process(RuleTasks.happened(event));
                patterns.process(input(event));
                latest = Math.max(latest, event.header().timestamp());
                if (i % every == 0) {
                    tasks.watermark(latest - bound - 1);
                    patterns.watermark(latest - bound - 1);
                }
            }
            tasks.watermark(latest + 60 * RuleTasks.MINUTE);
            patterns.watermark(latest + 60 * RuleTasks.MINUTE);
            ours.addAll(matches(tasks));
            stock = patterns.matches();
        } finally {
            tasks.close();
        }

        assertThat(ours)
                .as("seed %d, bound %d: %s", seed, bound, rules)
                .containsExactlyInAnyOrderElementsOf(stock);
    }

    private static RuleInput input(CommerceEvent event) {
        RuleEvent seen = ShopEvents.of(event);
        Object amount = seen.fields().get("amount");
        return new RuleInput(
                new RuleEvent(
                        seen.name(),
                        seen.time(),
                        seen.id(),
                        amount == null ? Map.of() : Map.of("amount", amount)),
                CustomerView.unknown(event.header().identity()));
    }

    private static List<String> matches(KeyedTasks<String, RuleSignal, RuleRecord, Alert> tasks) {
        List<String> matches = new ArrayList<>();
        for (Alert alert : tasks.output()) {
            Map<String, List<String>> steps = new TreeMap<>();
            for (Alert.MatchedEvent event : alert.events()) {
                steps.computeIfAbsent(event.step(), s -> new ArrayList<>()).add(event.id());
            }
            matches.add(alert.rule() + " " + steps);
        }
        return matches;
    }
}
