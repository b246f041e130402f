package io.clientele.rules.language;

import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.expression.DurationText;
import io.clientele.rules.expression.Expression;
import io.clientele.rules.expression.ExpressionCompiler;
import io.clientele.rules.expression.ExpressionCompiler.Checked;
import io.clientele.rules.expression.ExpressionCompiler.Expected;
import io.clientele.rules.expression.ParamValue;
import io.clientele.rules.expression.Scope;
import io.clientele.rules.expression.Template;
import io.clientele.rules.language.YamlValue.Field;
import io.clientele.rules.language.YamlValue.Mapping;
import io.clientele.rules.language.YamlValue.Scalar;
import io.clientele.rules.language.YamlValue.ScalarKind;
import io.clientele.rules.language.YamlValue.Sequence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * From a rule's text to a checked {@link Rule}, or to everything that is wrong with it. A reader
 * keeps nothing between rules and may be used by any number of threads.
 */
public final class RuleReader {

    /** What a rule's text gave. */
    public sealed interface Outcome {}

    /** The rule is sound. */
    public record Sound(Rule rule) implements Outcome {}

    /**
     * The rule cannot be used.
     *
     * @param rule its name; empty if even that could not be read
     * @param findings at least one, in the order of the text
     */
    public record Unsound(String rule, List<Finding> findings) implements Outcome {

        /** Keeps the findings as they are. */
        public Unsound {
            findings = List.copyOf(findings);
        }
    }

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern PARAM = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int MOST_VERSION = 1_000_000;
    private static final int MOST_PARAMS = 32;
    private static final int MOST_LIST = 100;
    private static final int MOST_FIELDS = 20;

    private final Vocabulary vocabulary;
    private final ExpressionCompiler expressions;

    /**
     * A reader.
     *
     * @param vocabulary the words that rules may use
     * @param fractionDigits how many decimals the reporting currency's minor unit has
     */
    public RuleReader(Vocabulary vocabulary, int fractionDigits) {
        this.vocabulary = vocabulary;
        this.expressions = new ExpressionCompiler(fractionDigits);
    }

    /**
     * Reads a rule's text.
     *
     * @param file where the text came from, for messages
     */
    public Outcome read(String file, String text) {
        try {
            return read(file, YamlReader.read(text));
        } catch (UnreadableYamlException unreadable) {
            return new Unsound(
                    "",
                    List.of(
                            new Finding(
                                    file, unreadable.position(), "", "", unreadable.getMessage())));
        }
    }

    /** Reads a rule from values that have been read, or changed since. */
    public Outcome read(String file, YamlValue value) {
        Reading reading = new Reading(file, vocabulary, expressions);
        Optional<Rule> rule = Optional.empty();
        Optional<Mapping> mapping =
                reading.mapping(value, "", "a rule: rule, version, pattern or aggregate, emit ...");
        String name = "";
        if (mapping.isPresent()) {
            name =
                    mapping.get()
                            .get("rule")
                            .filter(v -> v instanceof Scalar s && NAME.matcher(s.text()).matches())
                            .map(v -> ((Scalar) v).text())
                            .orElse("");
            reading.rule(name);
            rule = rule(mapping.get(), reading);
        }
        return rule.isPresent() && reading.sound()
                ? new Sound(rule.get())
                : new Unsound(name, sorted(reading.findings()));
    }

    private static List<Finding> sorted(List<Finding> findings) {
        return findings.stream()
                .sorted(
                        java.util.Comparator.comparingInt((Finding f) -> f.position().line())
                                .thenComparingInt(f -> f.position().column()))
                .toList();
    }

    private Optional<Rule> rule(Mapping source, Reading reading) {
        reading.onlyKnown(
                source,
                "",
                "rule",
                "version",
                "description",
                "severity",
                "mode",
                "params",
                "pattern",
                "within",
                "matches",
                "aggregate",
                "emit",
                "cooldown",
                "tests");
        Optional<String> name =
                reading.required(source, "", "rule", "the rule's name")
                        .flatMap(v -> name(v, reading));
        Optional<Integer> version =
                reading.required(source, "", "version", "a whole number, counted up at each change")
                        .flatMap(v -> reading.count(v, "version", 1, MOST_VERSION));
        String description =
                reading.required(source, "", "description", "what the rule is for")
                        .flatMap(v -> reading.text(v, "description", "what the rule is for"))
                        .orElse("");
        Severity severity =
                source.get("severity")
                        .flatMap(v -> reading.choice(v, "severity", Severity.class))
                        .orElse(Severity.INFO);
        Mode mode =
                source.get("mode")
                        .flatMap(v -> reading.choice(v, "mode", Mode.class))
                        .orElse(Mode.LIVE);
        Map<String, ParamValue> params =
                source.get("params").map(v -> params(v, reading)).orElse(Map.of());
        reading.params(params);
        Optional<BodyReader.Read> body = body(source, reading);
        Optional<Emit> emit =
                reading.required(source, "", "emit", "kind and message")
                        .flatMap(v -> emit(v, body.map(BodyReader.Read::emitScope), reading));
        Duration cooldown =
                source.get("cooldown")
                        .flatMap(v -> reading.duration(v, "cooldown"))
                        .orElse(Duration.ZERO);
        List<RuleTest> tests =
                source.get("tests").map(v -> new TestReader(reading).tests(v)).orElse(List.of());
        if (name.isEmpty() || version.isEmpty() || body.isEmpty() || emit.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Rule(
                        name.get(),
                        version.get(),
                        description,
                        severity,
                        mode,
                        params,
                        body.get().body(),
                        emit.get(),
                        cooldown,
                        tests,
                        fingerprint(source, params),
                        storedFields(body.get().body(), emit.get()),
                        profilePaths(body.get().body(), emit.get())));
    }

    private static Optional<String> name(YamlValue value, Reading reading) {
        if (value instanceof Scalar scalar && NAME.matcher(scalar.text()).matches()) {
            return Optional.of(scalar.text());
        }
        reading.wrong(
                value,
                "rule",
                "a name of small letters, digits and -, at most 64, such as cart-abandoned");
        return Optional.empty();
    }

    private static Optional<BodyReader.Read> body(Mapping source, Reading reading) {
        Optional<YamlValue> pattern = source.get("pattern");
        Optional<YamlValue> aggregate = source.get("aggregate");
        if (pattern.isPresent() == aggregate.isPresent()) {
            reading.wrong(
                    source.position(),
                    "",
                    "found %s, expected exactly one of pattern and aggregate"
                            .formatted(pattern.isPresent() ? "both" : "neither"));
            return Optional.empty();
        }
        for (String field : List.of("within", "matches")) {
            if (aggregate.isPresent() && source.fields().containsKey(field)) {
                reading.wrong(
                        source.fields().get(field).position(),
                        field,
                        "belongs to pattern, "
                                + (field.equals("within")
                                        ? "expected it inside of aggregate"
                                        : "an aggregate has none"));
            }
        }
        BodyReader body = new BodyReader(reading);
        return pattern.isPresent()
                ? body.pattern(source, pattern.get())
                : body.aggregate(aggregate.get());
    }

    private static Map<String, ParamValue> params(YamlValue value, Reading reading) {
        Map<String, ParamValue> params = new LinkedHashMap<>();
        Optional<Mapping> mapping = reading.mapping(value, "params", "names with their values");
        if (mapping.isEmpty()) {
            return params;
        }
        if (mapping.get().fields().size() > MOST_PARAMS) {
            reading.wrong(value.position(), "params", "expected at most %d".formatted(MOST_PARAMS));
        }
        mapping.get()
                .fields()
                .forEach(
                        (name, field) -> {
                            String path = "params." + name;
                            if (!PARAM.matcher(name).matches()) {
                                reading.wrong(
                                        field.position(),
                                        path,
                                        "expected a name of small letters, digits and _");
                            } else {
                                param(field, path, reading).ifPresent(p -> params.put(name, p));
                            }
                        });
        return params;
    }

    private static Optional<ParamValue> param(Field field, String path, Reading reading) {
        YamlValue value = field.value();
        if (value instanceof Sequence list
                && !list.items().isEmpty()
                && list.items().size() <= MOST_LIST) {
            Optional<ParamValue> read = list(list);
            if (read.isPresent()) {
                return read;
            }
        }
        if (value instanceof Scalar scalar) {
            Optional<Double> number = Reading.plainNumber(scalar);
            if (number.isPresent()) {
                return number.map(ParamValue.OfNumber::new);
            }
            if (scalar.kind() == ScalarKind.TRUTH) {
                return reading.truth(scalar, path).map(ParamValue.OfTruth::new);
            }
            if (scalar.kind() == ScalarKind.TEXT) {
                if (scalar.text().matches("-\\d+(ms|s|m|h|d|w)")) {
                    reading.wrong(value, path, "a duration that is not negative");
                    return Optional.empty();
                }
                Optional<Duration> duration = DurationText.parse(scalar.text());
                return duration.isPresent()
                        ? duration.map(ParamValue.OfDuration::new)
                        : Optional.of(new ParamValue.OfText(scalar.text()));
            }
        }
        reading.wrong(
                value,
                path,
                "a number, a text, a duration, true or false, or a list of up to %d numbers or texts"
                        .formatted(MOST_LIST));
        return Optional.empty();
    }

    private static Optional<ParamValue> list(Sequence list) {
        List<Double> numbers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (YamlValue item : list.items()) {
            if (!(item instanceof Scalar scalar) || scalar.kind() == ScalarKind.NOTHING) {
                return Optional.empty();
            }
            Optional<Double> number = Reading.plainNumber(scalar);
            if (number.isPresent()) {
                numbers.add(number.get());
            } else if (scalar.kind() == ScalarKind.TEXT) {
                texts.add(scalar.text());
            }
        }
        if (numbers.size() == list.items().size()) {
            return Optional.of(new ParamValue.OfNumbers(numbers));
        }
        return texts.size() == list.items().size()
                ? Optional.of(new ParamValue.OfTexts(texts))
                : Optional.empty();
    }

    private static Optional<Emit> emit(YamlValue value, Optional<Scope> scope, Reading reading) {
        Optional<Mapping> mapping = reading.mapping(value, "emit", "kind and message");
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        Mapping source = mapping.get();
        reading.onlyKnown(source, "emit", "kind", "message", "action", "fields");
        Optional<String> kind =
                reading.required(source, "emit", "kind", "a name such as churn")
                        .filter(
                                v -> {
                                    boolean sound =
                                            v instanceof Scalar s
                                                    && NAME.matcher(s.text()).matches();
                                    if (!sound) {
                                        reading.wrong(
                                                v,
                                                "emit.kind",
                                                "a name of small letters, digits and -");
                                    }
                                    return sound;
                                })
                        .map(v -> ((Scalar) v).text());
        if (scope.isEmpty()) {
            return Optional.empty();
        }
        Checked checked = reading.expressions().in(scope.get());
        Optional<Template> message =
                reading.required(source, "emit", "message", "a text for people")
                        .flatMap(v -> reading.template(v, "emit.message", checked));
        Optional<Template> action =
                source.get("action")
                        .map(v -> reading.template(v, "emit.action", checked))
                        .orElseGet(() -> Optional.of(Template.EMPTY));
        Map<String, Expression> fields = new LinkedHashMap<>();
        source.get("fields")
                .flatMap(v -> reading.mapping(v, "emit.fields", "names with expressions"))
                .ifPresent(
                        m -> {
                            if (m.fields().size() > MOST_FIELDS) {
                                reading.wrong(
                                        m.position(),
                                        "emit.fields",
                                        "expected at most %d".formatted(MOST_FIELDS));
                            }
                            m.fields()
                                    .forEach(
                                            (name, field) ->
                                                    field(name, field, checked, reading)
                                                            .ifPresent(e -> fields.put(name, e)));
                        });
        return kind.flatMap(k -> message.flatMap(m -> action.map(a -> new Emit(k, m, a, fields))));
    }

    private static Optional<Expression> field(
            String name, Field field, Checked checked, Reading reading) {
        String path = "emit.fields." + name;
        if (!PARAM.matcher(name).matches()) {
            reading.wrong(field.position(), path, "expected a name of small letters, digits and _");
            return Optional.empty();
        }
        return reading.expression(field.value(), path, checked, Expected.ANYTHING);
    }

    private static Set<String> storedFields(RuleBody body, Emit emit) {
        Set<String> fields = new TreeSet<>(emit.message().allEventFields());
        fields.addAll(emit.action().allEventFields());
        emit.fields().values().forEach(e -> fields.addAll(e.allEventFields()));
        if (body instanceof RuleBody.Sequence sequence) {
            sequence.steps().stream()
                    .flatMap(step -> step.where().stream())
                    .forEach(where -> fields.addAll(where.eventFields()));
        }
        fields.removeAll(Set.of("name", "time", "id"));
        return fields;
    }

    private static Set<String> profilePaths(RuleBody body, Emit emit) {
        Set<String> paths = new TreeSet<>(emit.message().profilePaths());
        paths.addAll(emit.action().profilePaths());
        emit.fields().values().forEach(e -> paths.addAll(e.profilePaths()));
        if (body instanceof RuleBody.Sequence sequence) {
            sequence.steps().stream()
                    .flatMap(step -> step.where().stream())
                    .forEach(where -> paths.addAll(where.profilePaths()));
        } else if (body instanceof RuleBody.Aggregate aggregate) {
            aggregate.where().ifPresent(e -> paths.addAll(e.profilePaths()));
            aggregate.sum().ifPresent(s -> paths.addAll(s.of().profilePaths()));
            aggregate.distinct().ifPresent(d -> paths.addAll(d.of().profilePaths()));
        }
        return paths;
    }

    /** Of all that partial matches depend on, and nothing else. */
    private static long fingerprint(Mapping source, Map<String, ParamValue> params) {
        StringBuilder text = new StringBuilder();
        for (String name :
                List.of("rule", "version", "pattern", "within", "matches", "aggregate")) {
            source.get(name).ifPresent(v -> write(v, text.append(name).append('=')));
        }
        params.forEach((name, p) -> text.append(name).append('=').append(p.value()).append(';'));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return java.nio.ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static void write(YamlValue value, StringBuilder out) {
        if (value instanceof Scalar scalar) {
            out.append(scalar.text().length()).append(':').append(scalar.text());
        } else if (value instanceof Sequence sequence) {
            out.append('[');
            sequence.items().forEach(item -> write(item, out));
            out.append(']');
        } else if (value instanceof Mapping mapping) {
            out.append('{');
            mapping.fields()
                    .forEach(
                            (name, field) -> {
                                out.append(name).append('=');
                                write(field.value(), out);
                            });
            out.append('}');
        }
    }
}
