package io.clientele.rules.language;

import io.clientele.rules.expression.DurationText;
import io.clientele.rules.expression.Expression;
import io.clientele.rules.expression.ExpressionCompiler.Checked;
import io.clientele.rules.expression.ExpressionCompiler.Expected;
import io.clientele.rules.expression.Scope;
import io.clientele.rules.language.RuleBody.Aggregate;
import io.clientele.rules.language.RuleBody.Bounds;
import io.clientele.rules.language.RuleBody.Measure;
import io.clientele.rules.language.Step.Contiguity;
import io.clientele.rules.language.Step.Optionality;
import io.clientele.rules.language.Step.Presence;
import io.clientele.rules.language.Step.Presence.Times;
import io.clientele.rules.language.Trigger.Crossing;
import io.clientele.rules.language.YamlValue.Mapping;
import io.clientele.rules.language.YamlValue.Scalar;
import io.clientele.rules.language.YamlValue.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads what a rule waits for: a pattern of steps, or an aggregate. */
final class BodyReader {

    /** The most steps of a pattern. */
    static final int MOST_STEPS = 16;

    /** The most events that one step may ask for. */
    static final int MOST_TIMES = 100;

    /** The most events of a window that an aggregate looks at. */
    static final int MOST_COUNT = 1_000;

    private static final String A_STEP =
            "a step with step: NAME and event: EVENT, or an absence with not: NAME and event: EVENT";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Set<String> RESERVED =
            Set.of(
                    "event",
                    "events",
                    "profile",
                    "params",
                    "customer",
                    "count",
                    "sum",
                    "distinct",
                    "true",
                    "false",
                    "null",
                    "in",
                    "as",
                    "break",
                    "const",
                    "continue",
                    "else",
                    "for",
                    "function",
                    "if",
                    "import",
                    "let",
                    "loop",
                    "package",
                    "namespace",
                    "return",
                    "var",
                    "void",
                    "while",
                    "has",
                    "all",
                    "exists",
                    "exists_one",
                    "map",
                    "filter",
                    "size",
                    "int",
                    "uint",
                    "double",
                    "bool",
                    "string",
                    "bytes",
                    "list",
                    "duration",
                    "timestamp",
                    "type",
                    "dyn",
                    "days",
                    "hours",
                    "money");

    private final Reading reading;

    BodyReader(Reading reading) {
        this.reading = reading;
    }

    /** A pattern with the variables that what it emits can read. */
    record Read(RuleBody body, Scope emitScope) {}

    Optional<Read> pattern(Mapping rule, YamlValue pattern) {
        Optional<Duration> within =
                rule.get("within").flatMap(value -> reading.duration(value, "within"));
        MatchSelection selection =
                rule.get("matches")
                        .flatMap(v -> reading.choice(v, "matches", MatchSelection.class))
                        .orElse(MatchSelection.SEPARATE);
        Optional<Sequence> list =
                reading.sequence(pattern, "pattern", MOST_STEPS, "a list of steps");
        if (list.isEmpty()) {
            return Optional.empty();
        }
        if (list.get().items().isEmpty()) {
            reading.wrong(pattern.position(), "pattern", "an empty list, expected " + A_STEP);
            return Optional.empty();
        }
        Scope before = Scope.of(reading.vocabulary(), reading.params());
        Scope emit = before.withText("customer").withEvent("event");
        List<Step> steps = new ArrayList<>();
        List<Mapping> sources = new ArrayList<>();
        Set<String> taken = new TreeSet<>();
        for (int i = 0; i < list.get().items().size(); i++) {
            String path = "pattern[%d]".formatted(i);
            Optional<Mapping> source = reading.mapping(list.get().items().get(i), path, A_STEP);
            Optional<Step> step = source.flatMap(s -> step(s, path, before(steps, before), taken));
            if (step.isPresent()) {
                steps.add(step.get());
                sources.add(source.get());
                emit = with(emit, step.get());
            }
        }
        if (steps.size() == list.get().items().size()) {
            new SequenceChecks(reading, steps, sources, rule, within).check();
        }
        RuleBody.Sequence sequence = new RuleBody.Sequence(steps, selection, within);
        return Optional.of(new Read(sequence, emit));
    }

    private static Scope before(List<Step> steps, Scope scope) {
        Scope seen = scope.withEvent("event");
        for (Step step : steps) {
            seen = with(seen, step);
        }
        return seen;
    }

    private static Scope with(Scope scope, Step step) {
        if (step.isAbsent()) {
            return scope;
        }
        return step.isSingle() ? scope.withEvent(step.name()) : scope.withEvents(step.name());
    }

    private Optional<Step> step(Mapping source, String path, Scope before, Set<String> taken) {
        boolean absent = source.fields().containsKey("not");
        if (absent == source.fields().containsKey("step")) {
            reading.wrong(source.position(), path, "expected " + A_STEP);
            return Optional.empty();
        }
        if (absent) {
            reading.onlyKnown(
                    source,
                    path,
                    "not",
                    "event",
                    "move",
                    "score",
                    "rises_to",
                    "falls_to",
                    "where",
                    "contiguity",
                    "for");
        } else {
            reading.onlyKnown(
                    source,
                    path,
                    "step",
                    "event",
                    "move",
                    "score",
                    "rises_to",
                    "falls_to",
                    "where",
                    "times",
                    "optional",
                    "contiguity",
                    "gap");
        }
        String nameField = absent ? "not" : "step";
        Optional<String> name =
                source.get(nameField).flatMap(v -> name(v, path + "." + nameField, taken));
        Optional<Trigger> trigger = trigger(source, path);
        Contiguity contiguity =
                source.get("contiguity")
                        .flatMap(v -> reading.choice(v, path + ".contiguity", Contiguity.class))
                        .orElse(Contiguity.RELAXED);
        String gapField = absent ? "for" : "gap";
        Optional<Duration> gap =
                source.get(gapField).flatMap(v -> reading.duration(v, path + "." + gapField));
        Presence presence = absent ? new Presence.Absent() : times(source, path);
        Scope seen =
                !absent && name.isPresent() && !((Times) presence).single()
                        ? before.withEvents(name.get())
                        : before;
        Optional<Expression> where =
                source.get("where").flatMap(v -> where(v, path + ".where", seen));
        if (name.isEmpty() || trigger.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Step(name.get(), presence, trigger.get(), where, contiguity, gap));
    }

    private Optional<Expression> where(YamlValue value, String path, Scope scope) {
        return reading.expression(value, path, reading.expressions().in(scope), Expected.TRUTH);
    }

    private Optional<String> name(YamlValue value, String path, Set<String> taken) {
        if (!(value instanceof Scalar scalar) || !NAME.matcher(scalar.text()).matches()) {
            reading.wrong(
                    value, path, "a name of small letters, digits and _, such as first_order");
            return Optional.empty();
        }
        if (RESERVED.contains(scalar.text())) {
            reading.wrong(value, path, "another name: this one has a meaning of its own");
            return Optional.empty();
        }
        if (!taken.add(scalar.text())) {
            reading.wrong(value, path, "a name that no other step of the rule has");
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }

    private Optional<Trigger> trigger(Mapping source, String path) {
        List<String> given =
                List.of("event", "move", "score").stream()
                        .filter(source.fields()::containsKey)
                        .toList();
        if (given.size() != 1) {
            reading.wrong(
                    source.position(),
                    path,
                    "found %s, expected exactly one of event, move and score"
                            .formatted(given.isEmpty() ? "none" : String.join(" and ", given)));
            return Optional.empty();
        }
        YamlValue value = source.get(given.get(0)).orElseThrow();
        if (!given.get(0).equals("score")) {
            for (String bound : List.of("rises_to", "falls_to")) {
                if (source.fields().containsKey(bound)) {
                    reading.wrong(
                            source.fields().get(bound).position(),
                            path + "." + bound,
                            "belongs to score, expected it beside score: PATH only");
                }
            }
        }
        return switch (given.get(0)) {
            case "event" -> {
                Set<String> names =
                        reading.names(
                                value, path + ".event", "event", reading.vocabulary().eventNames());
                yield names.isEmpty() ? Optional.empty() : Optional.of(new Trigger.Named(names));
            }
            case "move" -> move(value, path + ".move");
            default -> score(source, value, path);
        };
    }

    private Optional<Trigger> move(YamlValue value, String path) {
        Optional<Mapping> move = reading.mapping(value, path, "from: GROUPS, to: GROUPS, or both");
        if (move.isEmpty()) {
            return Optional.empty();
        }
        reading.onlyKnown(move.get(), path, "from", "to");
        Map<String, Set<String>> groups = new HashMap<>();
        for (String side : List.of("from", "to")) {
            move.get()
                    .get(side)
                    .ifPresent(
                            v ->
                                    groups.put(
                                            side,
                                            reading.names(
                                                    v,
                                                    path + "." + side,
                                                    "RFM group",
                                                    reading.vocabulary().groups())));
        }
        return Optional.of(
                new Trigger.Move(
                        groups.getOrDefault("from", Set.of()),
                        groups.getOrDefault("to", Set.of())));
    }

    private Optional<Trigger> score(Mapping source, YamlValue value, String path) {
        Set<String> paths =
                reading.names(value, path + ".score", "score", reading.vocabulary().scores());
        if (paths.size() > 1) {
            reading.wrong(value, path + ".score", "one score");
        }
        Optional<YamlValue> rises = source.get("rises_to");
        Optional<YamlValue> falls = source.get("falls_to");
        if (rises.isPresent() && falls.isPresent()) {
            reading.wrong(
                    source.position(), path, "found rises_to and falls_to, expected one of them");
        }
        Optional<Crossing> crossing =
                rises.isPresent()
                        ? reading.number(rises.get(), path + ".rises_to").map(Crossing.RisesTo::new)
                        : falls.isPresent()
                                ? reading.number(falls.get(), path + ".falls_to")
                                        .map(Crossing.FallsTo::new)
                                : Optional.of(new Crossing.Any());
        return paths.isEmpty()
                ? Optional.empty()
                : crossing.map(c -> new Trigger.ScoreChange(paths.iterator().next(), c));
    }

    private Times times(Mapping source, String path) {
        Optionality optionality =
                source.get("optional")
                                .flatMap(v -> reading.truth(v, path + ".optional"))
                                .orElse(false)
                        ? Optionality.OPTIONAL
                        : Optionality.REQUIRED;
        Times once = new Times(1, 1, optionality);
        return source.get("times")
                .flatMap(v -> times(v, path + ".times", optionality))
                .orElse(once);
    }

    private Optional<Times> times(YamlValue value, String path, Optionality optionality) {
        if (!(value instanceof Scalar scalar)) {
            reading.wrong(value, path, "a count such as 3, 3+ or 2-5");
            return Optional.empty();
        }
        String text = scalar.text().strip();
        int dash = text.indexOf('-', 1);
        if (text.endsWith("+")) {
            return bound(scalar, text.substring(0, text.length() - 1), path)
                    .map(least -> new Times(least, Times.UNLIMITED, optionality));
        }
        if (dash > 0) {
            Optional<Integer> least = bound(scalar, text.substring(0, dash).strip(), path);
            Optional<Integer> most = bound(scalar, text.substring(dash + 1).strip(), path);
            if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
                reading.wrong(value, path, "the smaller count first");
                return Optional.empty();
            }
            return least.flatMap(l -> most.map(m -> new Times(l, m, optionality)));
        }
        return bound(scalar, text, path).map(n -> new Times(n, n, optionality));
    }

    private Optional<Integer> bound(Scalar whole, String text, String path) {
        boolean digits = text.matches("-?\\d{1,9}");
        if (!digits && !text.startsWith("params.")) {
            reading.wrong(whole, path, "a count such as 3, 3+ or 2-5, or params.NAME for a count");
            return Optional.empty();
        }
        YamlValue.ScalarKind kind =
                digits ? YamlValue.ScalarKind.WHOLE_NUMBER : YamlValue.ScalarKind.TEXT;
        return reading.count(
                new Scalar(text, kind, whole.position(), whole.source()), path, 1, MOST_TIMES);
    }

    Optional<Read> aggregate(YamlValue value) {
        String path = "aggregate";
        Optional<Mapping> mapping =
                reading.mapping(
                        value, path, "event, within, and at least one of count, sum and distinct");
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        Mapping source = mapping.get();
        reading.onlyKnown(
                source,
                path,
                "event",
                "move",
                "score",
                "rises_to",
                "falls_to",
                "where",
                "within",
                "count",
                "sum",
                "distinct");
        Scope scope = Scope.of(reading.vocabulary(), reading.params()).withEvent("event");
        Checked checked = reading.expressions().in(scope);
        Optional<Trigger> trigger = trigger(source, path);
        Optional<Expression> where =
                source.get("where")
                        .flatMap(
                                v ->
                                        reading.expression(
                                                v, path + ".where", checked, Expected.TRUTH));
        Optional<Duration> window =
                reading.required(source, path, "within", DurationText.EXPECTED)
                        .flatMap(v -> reading.duration(v, path + ".within"));
        Optional<Bounds> count =
                source.get("count").flatMap(v -> bounds(v, path + ".count", MOST_COUNT));
        Optional<Measure> sum =
                source.get("sum").flatMap(v -> measure(v, path + ".sum", checked, Expected.NUMBER));
        Optional<Measure> distinct =
                source.get("distinct")
                        .flatMap(v -> measure(v, path + ".distinct", checked, Expected.ANYTHING));
        if (List.of("count", "sum", "distinct").stream().noneMatch(source.fields()::containsKey)) {
            reading.wrong(
                    source.position(), path, "expected at least one of count, sum and distinct");
        }
        if (trigger.isEmpty() || window.isEmpty()) {
            return Optional.empty();
        }
        Scope emit =
                scope.withText("customer")
                        .withEvents("events")
                        .withNumber("count")
                        .withNumber("sum")
                        .withNumber("distinct");
        return Optional.of(
                new Read(
                        new Aggregate(trigger.get(), where, window.get(), count, sum, distinct),
                        emit));
    }

    private Optional<Measure> measure(
            YamlValue value, String path, Checked checked, Expected expected) {
        Optional<Mapping> mapping =
                reading.mapping(value, path, "of: EXPRESSION and at_least: NUMBER");
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        reading.onlyKnown(mapping.get(), path, "of", "at_least", "at_most");
        Optional<Expression> of =
                reading.required(mapping.get(), path, "of", "an expression such as event.amount")
                        .flatMap(v -> reading.expression(v, path + ".of", checked, expected));
        Optional<Bounds> bounds = readBounds(mapping.get(), path, Double.MAX_VALUE);
        return of.flatMap(o -> bounds.map(b -> new Measure(o, b)));
    }

    private Optional<Bounds> bounds(YamlValue value, String path, double most) {
        Optional<Mapping> mapping =
                reading.mapping(value, path, "at_least: NUMBER, at_most: NUMBER, or both");
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        reading.onlyKnown(mapping.get(), path, "at_least", "at_most");
        return readBounds(mapping.get(), path, most);
    }

    private Optional<Bounds> readBounds(Mapping source, String path, double highest) {
        Optional<YamlValue> least = source.get("at_least");
        Optional<YamlValue> most = source.get("at_most");
        if (least.isEmpty() && most.isEmpty()) {
            reading.wrong(source.position(), path, "expected at_least, at_most, or both");
            return Optional.empty();
        }
        double low =
                least.flatMap(v -> reading.number(v, path + ".at_least"))
                        .orElse(Double.NEGATIVE_INFINITY);
        double high =
                most.flatMap(v -> reading.number(v, path + ".at_most"))
                        .orElse(Double.POSITIVE_INFINITY);
        if (low > highest) {
            reading.wrong(least.get(), path + ".at_least", "at most %s".formatted((long) highest));
        }
        if (low > high) {
            reading.wrong(source.position(), path, "at_least is above at_most, nothing can fit");
        }
        return Optional.of(new Bounds(low, high));
    }
}
