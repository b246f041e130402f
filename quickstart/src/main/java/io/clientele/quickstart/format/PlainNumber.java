package io.clientele.quickstart.format;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as files have them, kept exact. */
final class PlainNumber {
    /** On either side of the point: a text like 1e999999999 must not become its digits. */
    private static final int MOST_DIGITS = 18;

    private static final int LONGEST_TEXT = 64;

    private PlainNumber() {}

    /** The number that is written there; empty if it is none, or has too many digits. */
    static Optional<BigDecimal> of(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(trimmed);
            long whole = (long) number.precision() - number.scale();
            boolean usable = number.scale() <= MOST_DIGITS && whole <= MOST_DIGITS;
            return usable ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }
}
