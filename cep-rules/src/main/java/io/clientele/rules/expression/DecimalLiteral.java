package io.clientele.rules.expression;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole number in an expression, written as the decimal that it stands for. */
final class DecimalLiteral {

    private static final Pattern AFTER = Pattern.compile("[!=]=\\s*-?\\d+(?![\\w.])");
    private static final Pattern BEFORE = Pattern.compile("(?<![\\w.])\\d+(?=\\s*$)");

    private DecimalLiteral() {}

    /** The text with the literal beside an operator as a decimal; empty if there is none. */
    static Optional<String> beside(String text, int operator) {
        Matcher after = AFTER.matcher(text).region(operator, text.length());
        if (after.lookingAt()) {
            return Optional.of(decimal(text, after.end()));
        }
        Matcher before = BEFORE.matcher(text).region(0, operator);
        return before.find() ? Optional.of(decimal(text, before.end())) : Optional.empty();
    }

    private static String decimal(String text, int end) {
        return text.substring(0, end) + ".0" + text.substring(end);
    }
}
