package io.clientele.rules.expression;

import io.clientele.rules.expression.ExpressionCompiler.Checked;
import io.clientele.rules.expression.ExpressionCompiler.Expected;
import io.clientele.rules.expression.ExpressionCompiler.WrongExpressionException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A text with expressions in braces: {@code {customer} spent {money(event.amount)}}. */
public final class Template {

    /** The longest text that a template makes, in characters. */
    public static final int MOST_RENDERED = 2_000;

    private static final String UNKNOWN = "?";
    private static final int DECIMALS = 2;

    /** The empty text. */
    public static final Template EMPTY = new Template(List.of());

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    private sealed interface Part {}

    private record Words(String text) implements Part {}

    private record Inserted(Expression expression) implements Part {}

    /**
     * Reads a template, in which a doubled brace stands for a single one.
     *
     * @throws WrongExpressionException if a brace is not closed or an expression is wrong, with the
     *     place in the template
     */
    public static Template compile(String text, Checked expressions)
            throws WrongExpressionException {
        List<Part> parts = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                words.append(c);
                at += 2;
            } else if (c == '}') {
                throw new WrongExpressionException(
                        at, "a closing brace without an opening one; write }} for a brace");
            } else if (c == '{') {
                int end = closing(text, at + 1);
                parts.add(new Words(words.toString()));
                words.setLength(0);
                parts.add(new Inserted(expression(text, at + 1, end, expressions)));
                at = end + 1;
            } else {
                words.append(c);
                at++;
            }
        }
        parts.add(new Words(words.toString()));
        return new Template(parts);
    }

    private static Expression expression(String text, int from, int to, Checked expressions)
            throws WrongExpressionException {
        try {
            return expressions.compile(text.substring(from, to), Expected.ANYTHING);
        } catch (WrongExpressionException wrong) {
            throw new WrongExpressionException(from + wrong.index(), wrong.getMessage());
        }
    }

    /** The brace that closes an expression: not one in a quoted text, not one of a pair inside. */
    private static int closing(String text, int from) throws WrongExpressionException {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth-- == 0) {
                return i;
            }
        }
        throw new WrongExpressionException(
                from - 1, "an opening brace that is not closed; write {{ for a brace");
    }

    /** The fields that the expressions read of any event. */
    public Set<String> allEventFields() {
        Set<String> fields = new HashSet<>();
        for (Part part : parts) {
            if (part instanceof Inserted inserted) {
                fields.addAll(inserted.expression().allEventFields());
            }
        }
        return fields;
    }

    /** What the expressions read of the profile, see {@link Expression#profilePaths()}. */
    public Set<String> profilePaths() {
        Set<String> paths = new HashSet<>();
        for (Part part : parts) {
            if (part instanceof Inserted inserted) {
                paths.addAll(inserted.expression().profilePaths());
            }
        }
        return paths;
    }

    /**
     * The text; what has no value shows as {@code ?}.
     *
     * @param failures is told of each expression that has no value
     */
    public String render(Evaluation values, Consumer<String> failures) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Words words) {
                text.append(words.text());
            } else if (part instanceof Inserted inserted) {
                try {
                    text.append(shown(inserted.expression().evaluate(values)));
                } catch (EvaluationFailedException failed) {
                    failures.accept(failed.getMessage());
                    text.append(UNKNOWN);
                }
            }
        }
        return text.length() <= MOST_RENDERED ? text.toString() : text.substring(0, MOST_RENDERED);
    }

    /** A value as people read it: numbers with two decimals at the most, durations in units. */
    public static String shown(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number)
                    ? new BigDecimal(number)
                            .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                            .stripTrailingZeros()
                            .toPlainString()
                    : UNKNOWN;
        }
        if (value instanceof Duration duration) {
            return DurationText.format(duration);
        }
        if (value instanceof List<?> list) {
            return String.join(", ", list.stream().map(Template::shown).toList());
        }
        return String.valueOf(value);
    }
}
