package io.clientele.rules.language;

import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.expression.DurationText;
import io.clientele.rules.expression.Expression;
import io.clientele.rules.expression.ExpressionCompiler;
import io.clientele.rules.expression.ExpressionCompiler.Checked;
import io.clientele.rules.expression.ExpressionCompiler.Expected;
import io.clientele.rules.expression.ExpressionCompiler.WrongExpressionException;
import io.clientele.rules.expression.NameSuggestion;
import io.clientele.rules.expression.ParamValue;
import io.clientele.rules.expression.Template;
import io.clientele.rules.language.YamlValue.Mapping;
import io.clientele.rules.language.YamlValue.Scalar;
import io.clientele.rules.language.YamlValue.ScalarKind;
import io.clientele.rules.language.YamlValue.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One rule while it is read: what was found wrong so far, and how single values are read. A wrong
 * value is noted and reading goes on, so that everything wrong is told at once.
 */
final class Reading {

    /** The longest duration a rule can speak of. */
    static final Duration LONGEST = Duration.ofDays(366);

    /** The longest text outside of expressions. */
    static final int MOST_TEXT = 4_000;

    private static final String PARAM_PREFIX = "params.";

    private final String file;
    private final Vocabulary vocabulary;
    private final ExpressionCompiler expressions;
    private final List<Finding> findings = new ArrayList<>();
    private String rule = "";
    private Map<String, ParamValue> params = Map.of();

    Reading(String file, Vocabulary vocabulary, ExpressionCompiler expressions) {
        this.file = file;
        this.vocabulary = vocabulary;
        this.expressions = expressions;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    ExpressionCompiler expressions() {
        return expressions;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    boolean sound() {
        return findings.isEmpty();
    }

    void rule(String name) {
        rule = name;
    }

    void params(Map<String, ParamValue> values) {
        params = values;
    }

    Map<String, ParamValue> params() {
        return params;
    }

    void wrong(Position at, String field, String message) {
        findings.add(new Finding(file, at, rule, field, message));
    }

    void wrong(YamlValue value, String field, String expected) {
        wrong(value.position(), field, "found %s, expected %s".formatted(value.shown(), expected));
    }

    /** Notes every field of a mapping that is not among the known ones. */
    void onlyKnown(Mapping mapping, String path, String... known) {
        Set<String> names = new TreeSet<>(Arrays.asList(known));
        mapping.fields()
                .forEach(
                        (name, field) -> {
                            if (!names.contains(name)) {
                                wrong(
                                        field.position(),
                                        path(path, name),
                                        "no such field%s"
                                                .formatted(NameSuggestion.hint(name, names)));
                            }
                        });
    }

    static String path(String above, String name) {
        return above.isEmpty() ? name : above + "." + name;
    }

    Optional<Mapping> mapping(YamlValue value, String path, String expected) {
        if (value instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        wrong(value, path, expected);
        return Optional.empty();
    }

    Optional<Sequence> sequence(YamlValue value, String path, int most, String expected) {
        if (!(value instanceof Sequence sequence)) {
            wrong(value, path, expected);
            return Optional.empty();
        }
        if (sequence.items().size() > most) {
            wrong(
                    value.position(),
                    path,
                    "has %d entries, expected at most %d".formatted(sequence.items().size(), most));
            return Optional.empty();
        }
        return Optional.of(sequence);
    }

    /** The value of a field that must be there. */
    Optional<YamlValue> required(Mapping mapping, String path, String name, String expected) {
        Optional<YamlValue> value = mapping.get(name);
        if (value.isEmpty()) {
            wrong(mapping.position(), path(path, name), "is missing, expected " + expected);
        }
        return value;
    }

    Optional<String> text(YamlValue value, String path, String expected) {
        if (value instanceof Scalar scalar
                && scalar.kind() != ScalarKind.NOTHING
                && !scalar.text().isBlank()) {
            if (scalar.text().length() > MOST_TEXT) {
                wrong(
                        value.position(),
                        path,
                        "a text of %d characters, expected at most %d"
                                .formatted(scalar.text().length(), MOST_TEXT));
                return Optional.empty();
            }
            return Optional.of(scalar.text().strip());
        }
        wrong(value, path, expected);
        return Optional.empty();
    }

    Optional<Boolean> truth(YamlValue value, String path) {
        if (value instanceof Scalar scalar && scalar.kind() == ScalarKind.TRUTH) {
            return Optional.of(Boolean.parseBoolean(scalar.text().toLowerCase(Locale.ROOT)));
        }
        wrong(value, path, "true or false");
        return Optional.empty();
    }

    <E extends Enum<E>> Optional<E> choice(YamlValue value, String path, Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants())
                        .map(e -> e.name().toLowerCase(Locale.ROOT))
                        .toList();
        if (value instanceof Scalar scalar && names.contains(scalar.text())) {
            return Optional.of(Enum.valueOf(type, scalar.text().toUpperCase(Locale.ROOT)));
        }
        wrong(value, path, "one of " + String.join(", ", names));
        return Optional.empty();
    }

    /** A number, or a parameter that is one. */
    Optional<Double> number(YamlValue value, String path) {
        if (value instanceof Scalar scalar) {
            Optional<ParamValue> param = param(scalar, path);
            if (param.isPresent()) {
                if (param.get() instanceof ParamValue.OfNumber number) {
                    return Optional.of(number.value());
                }
                wrong(value, path, "a parameter that is a number");
                return Optional.empty();
            }
            if (refersToParam(scalar)) {
                return Optional.empty();
            }
            Optional<Double> number = plainNumber(scalar);
            if (number.isPresent()) {
                return number;
            }
        }
        wrong(value, path, "a number, or a parameter such as params.at_least");
        return Optional.empty();
    }

    /** A whole number of a range, or a parameter that is one. */
    Optional<Integer> count(YamlValue value, String path, int least, int most) {
        Optional<Double> number = number(value, path);
        if (number.isPresent()
                && (number.get() != Math.rint(number.get())
                        || number.get() < least
                        || number.get() > most)) {
            wrong(
                    value.position(),
                    path,
                    "found %s, expected a whole number from %d to %d"
                            .formatted(Template.shown(number.get()), least, most));
            return Optional.empty();
        }
        return number.map(Double::intValue);
    }

    /** A duration greater than zero, or a parameter that is one. */
    Optional<Duration> duration(YamlValue value, String path) {
        if (!(value instanceof Scalar scalar)) {
            wrong(value, path, DurationText.EXPECTED);
            return Optional.empty();
        }
        Optional<ParamValue> param = param(scalar, path);
        if (param.isEmpty() && refersToParam(scalar)) {
            return Optional.empty();
        }
        Optional<Duration> duration =
                param.isPresent()
                        ? param.filter(ParamValue.OfDuration.class::isInstance)
                                .map(p -> (Duration) p.value())
                        : DurationText.parse(scalar.text());
        if (duration.isEmpty()) {
            wrong(
                    value,
                    path,
                    param.isPresent()
                            ? "a parameter that is " + DurationText.EXPECTED
                            : DurationText.EXPECTED);
            return Optional.empty();
        }
        if (duration.get().isZero() || duration.get().compareTo(LONGEST) > 0) {
            wrong(
                    value.position(),
                    path,
                    "found %s, expected more than 0s and at most %s"
                            .formatted(
                                    DurationText.format(duration.get()),
                                    DurationText.format(LONGEST)));
            return Optional.empty();
        }
        return duration;
    }

    /** One text or a list of texts, each among the known ones. */
    Set<String> names(YamlValue value, String path, String what, Set<String> known) {
        Set<String> names = new TreeSet<>();
        List<YamlValue> items = value instanceof Sequence list ? list.items() : List.of(value);
        if (items.isEmpty()) {
            wrong(value.position(), path, "an empty list, expected at least one " + what);
        }
        for (YamlValue item : items) {
            if (!(item instanceof Scalar scalar)) {
                wrong(item, path, "the name of one " + what + ", or a list of names");
            } else if (!known.contains(scalar.text())) {
                wrong(
                        item.position(),
                        path,
                        "no %s is named \"%s\"%s"
                                .formatted(
                                        what,
                                        scalar.text(),
                                        NameSuggestion.hint(scalar.text(), known)));
            } else {
                names.add(scalar.text());
            }
        }
        return names;
    }

    Optional<Expression> expression(
            YamlValue value, String path, Checked scope, Expected expected) {
        if (!(value instanceof Scalar scalar) || scalar.kind() == ScalarKind.NOTHING) {
            wrong(value, path, "an expression such as event.amount > 100");
            return Optional.empty();
        }
        try {
            return Optional.of(scope.compile(scalar.text(), expected));
        } catch (WrongExpressionException wrong) {
            wrong(at(scalar, wrong), path, wrong.getMessage());
            return Optional.empty();
        }
    }

    Optional<Template> template(YamlValue value, String path, Checked scope) {
        if (!(value instanceof Scalar scalar) || scalar.kind() == ScalarKind.NOTHING) {
            wrong(value, path, "a text, with expressions in braces");
            return Optional.empty();
        }
        if (scalar.text().length() > MOST_TEXT) {
            wrong(value, path, "a text of at most %d characters".formatted(MOST_TEXT));
            return Optional.empty();
        }
        try {
            return Optional.of(Template.compile(scalar.text(), scope));
        } catch (WrongExpressionException wrong) {
            wrong(at(scalar, wrong), path, wrong.getMessage());
            return Optional.empty();
        }
    }

    private static Position at(Scalar scalar, WrongExpressionException wrong) {
        return scalar.source().equals(SourceSpan.NONE)
                ? scalar.position()
                : scalar.source().position(scalar.text(), wrong.index());
    }

    static Optional<Double> plainNumber(Scalar scalar) {
        if (scalar.kind() != ScalarKind.NUMBER && scalar.kind() != ScalarKind.WHOLE_NUMBER) {
            return Optional.empty();
        }
        try {
            double number = Double.parseDouble(scalar.text());
            return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException special) {
            return Optional.empty();
        }
    }

    private static boolean refersToParam(Scalar scalar) {
        return scalar.text().startsWith(PARAM_PREFIX);
    }

    private Optional<ParamValue> param(Scalar scalar, String path) {
        if (!refersToParam(scalar)) {
            return Optional.empty();
        }
        String name = scalar.text().substring(PARAM_PREFIX.length());
        if (!params.containsKey(name)) {
            wrong(
                    scalar.position(),
                    path,
                    "no parameter is named \"%s\"%s"
                            .formatted(name, NameSuggestion.hint(name, params.keySet())));
        }
        return Optional.ofNullable(params.get(name));
    }

    /** A mapping's values, each read by itself; wrong ones are left out. */
    static <T> Map<String, T> collected() {
        return new LinkedHashMap<>();
    }
}
