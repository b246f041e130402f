package io.clientele.quickstart.format;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is true of some rows: {@code Status=refunded|returned}, {@code Invoice=C*}, {@code
 * amount<0}. Texts are compared without regard to case; of several values one suffices.
 *
 * @param column the column's name, or a role
 * @param operator {@code =}, {@code !=}, {@code <}, {@code <=}, {@code >} or {@code >=}
 * @param values what is compared with; one number for the last four operators
 */
record RowCondition(String column, String operator, List<String> values) implements Serializable {
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "\\s*(?:\"(?<quoted>[^\"]+)\"|(?<column>[^=<>!\"]+?))\\s*"
                            + "(?<operator>!=|<=|>=|=|<|>)(?<values>.*)",
                    Pattern.DOTALL);

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException if it is none
     */
    static RowCondition of(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\", expected COLUMN=VALUE|VALUE, COLUMN=PREFIX* or COLUMN<NUMBER"
                            .formatted(text));
        }
        String quoted = written.group("quoted");
        String operator = written.group("operator");
        List<String> values =
                Arrays.stream(written.group("values").split("\\|", -1)).map(String::strip).toList();
        RowCondition condition =
                new RowCondition(
                        quoted == null ? written.group("column") : quoted, operator, values);
        if (condition.comparesNumbers()
                && (values.size() != 1 || PlainNumber.of(values.get(0)).isEmpty())) {
            throw new IllegalArgumentException(
                    "\"%s\", expected one number after %s".formatted(text, operator));
        }
        return condition;
    }

    /** Whether the column's values are numbers. */
    boolean comparesNumbers() {
        return operator.startsWith("<") || operator.startsWith(">");
    }

    /** Whether it is true of a text; of {@code comparesNumbers} never. */
    boolean holds(String text) {
        String found = text.strip().toLowerCase(Locale.ROOT);
        boolean equal = values.stream().anyMatch(value -> matches(value, found));
        return switch (operator) {
            case "=" -> equal;
            case "!=" -> !equal;
            default -> false;
        };
    }

    /** Whether it is true of a number; of nothing never. */
    boolean holds(Optional<BigDecimal> number) {
        if (number.isEmpty()) {
            return false;
        }
        int order = number.get().compareTo(new BigDecimal(values.get(0)));
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> false;
        };
    }

    private static boolean matches(String value, String found) {
        String wanted = value.toLowerCase(Locale.ROOT);
        boolean prefix = wanted.length() > 1 && wanted.endsWith("*");
        return prefix
                ? found.startsWith(wanted.substring(0, wanted.length() - 1))
                : found.equals(wanted);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return column + operator + String.join("|", values);
    }
}
