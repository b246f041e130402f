package io.clientele.rules.trial;

import io.clientele.rules.engine.CustomerRuns;
import io.clientele.rules.engine.EngineLimits;
import io.clientele.rules.engine.RuleEngine;
import io.clientele.rules.engine.RuleMatch;
import io.clientele.rules.engine.RuleSet;
import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleInput;
import io.clientele.rules.expression.DurationText;
import io.clientele.rules.expression.Template;
import io.clientele.rules.language.Mode;
import io.clientele.rules.language.Rule;
import io.clientele.rules.language.RuleTest;
import io.clientele.rules.language.RuleTest.Comes;
import io.clientele.rules.language.RuleTest.ExpectedMatch;
import io.clientele.rules.language.RuleTest.Happening;
import io.clientele.rules.language.RuleTest.ProfileBecomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the tests that rules carry, through the engine that runs the rules themselves. */
public final class RuleTests {

    /** The customer of every test. */
    public static final String CUSTOMER = "customer-1";

    private RuleTests() {}

    /** Runs all tests of a rule, whatever its mode. */
    public static List<TestOutcome> run(Rule rule) {
        return rule.tests().stream().map(test -> run(rule, test)).toList();
    }

    private static TestOutcome run(Rule rule, RuleTest test) {
        RuleEngine engine =
                new RuleEngine(RuleSet.of(rule.inMode(Mode.LIVE)), EngineLimits.DEFAULT);
        List<RuleMatch> matches = matches(engine, test);
        List<String> differences = differences(test.expected(), matches);
        if (!differences.isEmpty() && engine.counters(rule.name()).errors() > 0) {
            differences.add(
                    "%d expressions had no value, the last: %s"
                            .formatted(
                                    engine.counters(rule.name()).errors(),
                                    engine.counters(rule.name()).lastError()));
        }
        return new TestOutcome(rule.name(), test.name(), test.position(), differences);
    }

    private static List<RuleMatch> matches(RuleEngine engine, RuleTest test) {
        CustomerRuns runs = new CustomerRuns();
        CustomerView customer = new CustomerView(CUSTOMER, test.profile());
        List<RuleMatch> matches = new ArrayList<>();
        long before = Long.MIN_VALUE;
        for (Happening happening : test.happenings()) {
            long now = RuleTest.START + happening.at().toMillis();
            if (now > before) {
                matches.addAll(passed(engine, customer, runs, now));
            }
            before = now;
            if (happening instanceof Comes comes) {
                matches.addAll(engine.on(new RuleInput(comes.event(), customer), runs));
            } else if (happening instanceof ProfileBecomes becomes) {
                customer =
                        new CustomerView(CUSTOMER, merged(customer.profile(), becomes.profile()));
            }
        }
        long end =
                test.until()
                        .map(until -> RuleTest.START + until.toMillis())
                        .orElse(Long.MAX_VALUE - 1);
        matches.addAll(passed(engine, customer, runs, end));
        return matches;
    }

    /** Lets time pass as an operator's timers would. */
    private static List<RuleMatch> passed(
            RuleEngine engine, CustomerView customer, CustomerRuns runs, long now) {
        List<RuleMatch> matches = new ArrayList<>();
        while (runs.nextDeadline().isPresent() && runs.nextDeadline().getAsLong() <= now) {
            matches.addAll(engine.onTime(runs.nextDeadline().getAsLong(), customer, runs));
        }
        return matches;
    }

    private static Map<String, Object> merged(
            Map<String, Object> before, Map<String, Object> changed) {
        Map<String, Object> merged = new LinkedHashMap<>(before);
        changed.forEach(
                (name, value) ->
                        merged.merge(
                                name,
                                value,
                                (old, now) ->
                                        old instanceof Map<?, ?> a && now instanceof Map<?, ?> b
                                                ? merged(typed(a), typed(b))
                                                : now));
        return merged;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> typed(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    private static List<String> differences(List<ExpectedMatch> expected, List<RuleMatch> matches) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(expected.size(), matches.size()); i++) {
            String number = "match " + (i + 1);
            if (i >= matches.size()) {
                differences.add(
                        "%s: expected %s, none came".formatted(number, shown(expected.get(i))));
            } else if (i >= expected.size()) {
                differences.add(
                        "%s: expected none, found %s".formatted(number, shown(matches.get(i))));
            } else {
                compare(number, expected.get(i), matches.get(i), differences);
            }
        }
        return differences;
    }

    private static void compare(
            String number, ExpectedMatch expected, RuleMatch match, List<String> differences) {
        Duration at = Duration.ofMillis(match.time() - RuleTest.START);
        if (expected.at().isPresent() && !expected.at().get().equals(at)) {
            differences.add(
                    "%s: at: expected %s, found %s"
                            .formatted(
                                    number,
                                    DurationText.format(expected.at().get()),
                                    DurationText.format(at)));
        }
        if (expected.message().isPresent() && !expected.message().get().equals(match.message())) {
            differences.add(
                    "%s: message: expected \"%s\"".formatted(number, expected.message().get()));
            differences.add("%s: message: found    \"%s\"".formatted(number, match.message()));
        }
        expected.fields()
                .forEach(
                        (name, value) -> {
                            String found =
                                    Optional.ofNullable(match.fields().get(name))
                                            .map(Template::shown)
                                            .orElse("nothing");
                            if (!found.equals(value)) {
                                differences.add(
                                        "%s: fields.%s: expected %s, found %s"
                                                .formatted(number, name, value, found));
                            }
                        });
        expected.steps()
                .forEach(
                        (name, count) -> {
                            long found =
                                    match.events().stream()
                                            .filter(e -> e.step().equals(name))
                                            .count();
                            if (found != count) {
                                differences.add(
                                        "%s: steps.%s: expected %d events, found %d"
                                                .formatted(number, name, count, found));
                            }
                        });
    }

    private static String shown(ExpectedMatch expected) {
        return expected.at()
                .map(at -> "one at " + DurationText.format(at))
                .orElse("one")
                .concat(expected.message().map(m -> " saying \"" + m + "\"").orElse(""));
    }

    private static String shown(RuleMatch match) {
        return "one at %s saying \"%s\""
                .formatted(
                        DurationText.format(Duration.ofMillis(match.time() - RuleTest.START)),
                        match.message());
    }
}
