package io.clientele.job.pattern;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.analytics.alert.AlertSource;
import io.clientele.analytics.alert.AlertSubject;
import io.clientele.rules.engine.CustomerRuns;
import io.clientele.rules.engine.EngineLimits;
import io.clientele.rules.engine.RuleEngine;
import io.clientele.rules.engine.RuleSet;
import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.language.Finding;
import io.clientele.rules.language.Mode;
import io.clientele.rules.language.Position;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.RuleSource;
import io.clientele.rules.language.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Values at random of what the running of rules keeps and sends. */
public final class SamplePatterns {

    private static final RuleSet RULES =
            RuleSet.of(
                    new RuleReader(Vocabulary.standard(), 2),
                    List.of(
                            new RuleSource(
                                    "interest",
                                    RuleTasks.sequence("interest").text().orElseThrow())));

    private SamplePatterns() {}

    /** A rule's record, or a removal. */
    public static RuleRecord record(Random random) {
        return new RuleRecord(
                "rule-" + random.nextInt(9),
                random.nextBoolean()
                        ? Optional.of("rule: é\n".repeat(random.nextInt(900)))
                        : Optional.empty(),
                random.nextInt());
    }

    /** An alert of a rule. */
    public static Alert alert(Random random) {
        String id = "%032x".formatted(random.nextInt(Integer.MAX_VALUE));
        return new Alert(
                id,
                AlertSource.RULE,
                "interest",
                1 + random.nextInt(9),
                AlertSeverity.WARNING,
                "test",
                new AlertSubject.Customer("ann"),
                Instant.ofEpochMilli(random.nextInt()),
                "é",
                random.nextBoolean() ? "" : "call",
                Map.of("amount", random.nextDouble()),
                List.of(
                        new Alert.MatchedEvent(
                                "first", "Product Viewed", "m1", Instant.ofEpochMilli(7))));
    }

    /** A status of any outcome. */
    public static RuleStatus status(Random random) {
        RuleStatus.Outcome[] outcomes = RuleStatus.Outcome.values();
        return new RuleStatus(
                "rule",
                random.nextInt(9),
                outcomes[random.nextInt(outcomes.length)],
                random.nextBoolean() ? "live" : "",
                random.nextBoolean() ? "abcdef" : "",
                random.nextBoolean()
                        ? List.of()
                        : List.of(new Finding("file", new Position(3, 7), "rule", "field", "é")));
    }

    /** What a rule has done. */
    public static RuleTally tally(Random random) {
        return new RuleTally(
                random.nextInt(),
                "rule",
                Severity.values()[random.nextInt(Severity.values().length)],
                Mode.values()[random.nextInt(Mode.values().length)],
                random.nextInt(100),
                random.nextInt(100),
                random.nextInt(100),
                random.nextInt(100),
                random.nextInt(100));
    }

    /** Without what is found out anew: with which rules the customer was last compared. */
    private static CustomerPatterns asRead(CustomerPatterns customer) {
        try {
            CustomerPatternsCodec codec = new CustomerPatternsCodec();
            DataOutputSerializer out = new DataOutputSerializer(256);
            codec.write(customer, out);
            return codec.read(codec.version(), new DataInputDeserializer(out.getCopyOfBuffer()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What is kept of a customer. */
    public static CustomerPatterns customer(Random random) {
        CustomerRuns runs = new CustomerRuns();
        RuleEngine engine = new RuleEngine(RULES, EngineLimits.DEFAULT);
        for (int i = random.nextInt(5); i > 0; i--) {
            engine.on(
                    new RuleInput(
                            new RuleEvent("Product Viewed", 1_000_000L - i, "m" + i, Map.of()),
                            CustomerView.unknown("ann")),
                    runs);
        }
        CustomerPatterns customer =
                new CustomerPatterns(
                        runs,
                        new CustomerFigures(
                                random.nextBoolean()
                                        ? Map.of()
                                        : Map.of(
                                                "lifetime.orders",
                                                (double) random.nextInt(),
                                                "value.p_alive",
                                                random.nextDouble(),
                                                "value.clv",
                                                CustomerFigures.Absence.NO_VALUE,
                                                "value.vip",
                                                random.nextBoolean(),
                                                "rfm.group",
                                                "CHAMPIONS",
                                                "churn.reasons",
                                                List.of("a", "é"),
                                                "lifetime.first_order_at",
                                                Instant.ofEpochMilli(random.nextInt()))),
                        random.nextBoolean() ? Long.MAX_VALUE : random.nextInt());
        return asRead(customer);
    }
}
