package io.clientele.quickstart.format;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the numbers of a column are written: what stands before the decimals. Groups of thousands may
 * be set apart by the other mark, a blank or an apostrophe. A sign may stand on either side,
 * parentheses mean less than nothing, and a currency may stand on either side.
 */
enum DecimalMark {
    POINT('.', "[,'\u2019 ]"),
    COMMA(',', "[.'\u2019 ]");

    private static final String CURRENCY = "(?:\\p{L}{0,3}\\p{Sc}|\\p{L}{1,4}\\.?)";
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?<open>\\()?(?<minus1>[+-])? ?(?<before>"
                            + CURRENCY
                            + ")? ?(?<minus2>[+-])? ?"
                            + "(?<digits>[0-9](?:[0-9.,'\u2019 ]*[0-9])?[.,]?|[.,][0-9]+)"
                            + " ?(?<minus3>-)? ?(?<after>"
                            + CURRENCY
                            + ")? ?(?<minus4>-)?(?<close>\\))?");
    private static final Pattern EXPONENT =
            Pattern.compile("[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,3}");
    private static final Map<String, String> SIGNS =
            Map.of("€", "EUR", "£", "GBP", "$", "USD", "US$", "USD", "¥", "JPY", "₹", "INR");

    private final char mark;
    private final Pattern grouped;

    DecimalMark(char mark, String group) {
        this.mark = mark;
        this.grouped =
                Pattern.compile(
                        "(?:[0-9]*|[0-9]{1,3}(?<g>%s)(?:[0-9]{2,3}\\k<g>)*[0-9]{3})(?:\\%s[0-9]*)?"
                                .formatted(group, mark));
    }

    /**
     * A number as it was written.
     *
     * @param currency the ISO 4217 code of the sign or letters beside it; empty if there is none
     */
    record Written(BigDecimal value, String currency) {}

    char mark() {
        return mark;
    }

    /** The number that is written there; empty if it is none, or has too many digits. */
    Optional<Written> read(String text) {
        String plain = plain(text);
        if (this == POINT && !plain.isEmpty() && isDigitsAndPoint(plain)) {
            return PlainNumber.of(plain).map(value -> new Written(value, ""));
        }
        if (EXPONENT.matcher(plain).matches()) {
            return PlainNumber.of(plain.replace(mark, '.')).map(value -> new Written(value, ""));
        }
        Matcher written = WRITTEN.matcher(plain);
        if (!written.matches()
                || (written.group("open") == null) != (written.group("close") == null)) {
            return Optional.empty();
        }
        String digits = written.group("digits");
        if (!grouped.matcher(digits).matches()) {
            return Optional.empty();
        }
        StringBuilder number = new StringBuilder(digits.length());
        for (int index = 0; index < digits.length(); index++) {
            char next = digits.charAt(index);
            if (next == mark) {
                number.append('.');
            } else if (next >= '0' && next <= '9') {
                number.append(next);
            }
        }
        int signs = 0;
        for (String minus : new String[] {"minus1", "minus2", "minus3", "minus4"}) {
            signs += "-".equals(written.group(minus)) ? 1 : 0;
        }
        signs += written.group("open") == null ? 0 : 1;
        if (signs > 1) {
            return Optional.empty();
        }
        boolean negative = signs == 1;
        return PlainNumber.of(number.toString())
                .map(value -> negative ? value.negate() : value)
                .map(value -> new Written(value, currency(written)));
    }

    /** The digits and marks of a number; empty if it is none. */
    static Optional<String> digits(String text) {
        Matcher written = WRITTEN.matcher(plain(text));
        return written.matches() ? Optional.of(written.group("digits")) : Optional.empty();
    }

    /** An ISO 4217 code, from a code or a sign; what is neither comes back as it is. */
    static String currency(String text) {
        String code = text.strip();
        return SIGNS.getOrDefault(code, code.toUpperCase(java.util.Locale.ROOT));
    }

    private static String currency(Matcher written) {
        String before = written.group("before");
        String sign = before == null ? written.group("after") : before;
        if (sign == null) {
            return "";
        }
        String known = SIGNS.get(sign);
        if (known != null) {
            return known;
        }
        return sign.matches("[A-Z]{3}") ? sign : "";
    }

    private static boolean isDigitsAndPoint(String text) {
        for (int index = 0; index < text.length(); index++) {
            char next = text.charAt(index);
            if ((next < '0' || next > '9') && next != '.' && (next != '-' || index > 0)) {
                return false;
            }
        }
        return true;
    }

    /** With plain blanks and minus signs. */
    private static String plain(String text) {
        boolean ascii = text.chars().allMatch(letter -> letter < 128);
        if (ascii) {
            return text.strip();
        }
        return text.replace('\u00A0', ' ')
                .replace('\u202F', ' ')
                .replace('\u2007', ' ')
                .replace('\u2009', ' ')
                .replace('\u2212', '-')
                .replace('\u2013', '-')
                .strip();
    }
}
