package io.clientele.analytics.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * A field that holds an amount or a quantity: a JSON number, or a string of decimal digits. Its
 * value is kept as a {@code long} with a scale wherever 18 digits suffice, else as a {@link
 * BigDecimal}; either way exact.
 *
 * <p>Reused from record to record; reading the field again forgets what was read before.
 */
final class NumberField {

    /** More characters than any amount needs, few enough that its arithmetic costs nothing. */
    static final int MOST_CHARACTERS = 1000;

    /** Stands for every number between zero and itself: all that they can do is tip a tie. */
    private static final BigDecimal SPECK = BigDecimal.valueOf(1, 100);

    private static final int MOST_LONG_DIGITS = 18;
    private static final int FAR_EXPONENT = 1_000_000;
    private static final long[] POWERS_OF_TEN = new long[MOST_LONG_DIGITS + 1];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private final int limitPower;
    private final BigDecimal limit;
    private final boolean zeroAllowed;

    private boolean present;
    private String wrong = "";

    private long unscaled;
    private int scale;
    private BigDecimal large = BigDecimal.ZERO;
    private boolean isLarge;

    // of the text that was scanned last
    private boolean negative;
    private int significantDigits;
    private long textScale;

    private NumberField(int limitPower, boolean zeroAllowed) {
        this.limitPower = limitPower;
        this.limit = BigDecimal.TEN.pow(limitPower);
        this.zeroAllowed = zeroAllowed;
    }

    /** A field from 0 to 10^10 of a currency's major units. */
    static NumberField amount() {
        return new NumberField(10, true);
    }

    /** A field greater than 0 and at most 10^9. */
    static NumberField quantity() {
        return new NumberField(9, false);
    }

    /** What it may hold, in words. */
    String expectation() {
        return zeroAllowed
                ? "a number or decimal string from 0 to %s, such as 12.50"
                        .formatted(limit.toPlainString())
                : "a number or decimal string greater than 0 and at most %s"
                        .formatted(limit.toPlainString());
    }

    /** As if the record did not have the field. */
    void clear() {
        present = false;
        wrong = "";
    }

    /** Whether it holds a value that can be used. */
    boolean isPresent() {
        return present;
    }

    /** What it holds instead of a number in its range, in words; empty if nothing is wrong. */
    String wrong() {
        return wrong;
    }

    /** Whether {@link #unscaled} and {@link #scale} tell the value, and not {@link #large}. */
    boolean isSmall() {
        return !isLarge;
    }

    /** The value times 10^scale, below 10^18, if it is small. */
    long unscaled() {
        return unscaled;
    }

    /** The number of decimals, 0 to 18, if it is small. */
    int scale() {
        return scale;
    }

    /** The value, at whatever price. */
    BigDecimal exact() {
        return isLarge ? large : BigDecimal.valueOf(unscaled, scale);
    }

    /** A power of ten that fits a {@code long}, 0 to 18. */
    static long powerOfTen(int power) {
        return POWERS_OF_TEN[power];
    }

    /** Takes one for the value, as if it stood in the record. */
    void setOne() {
        clear();
        setSmall(1, 0);
    }

    /** Reads the value that the parser stands at; {@code null} counts as absent. */
    void read(JsonParser json) throws IOException {
        clear();
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        boolean inString = token == JsonToken.VALUE_STRING;
        if (!(inString || token.isNumeric()) || !readNumber(json, inString)) {
            present = false;
            wrong = Found.at(json);
        }
    }

    private boolean readNumber(JsonParser json, boolean inString) throws IOException {
        char[] text = json.getTextCharacters();
        int start = json.getTextOffset();
        int length = json.getTextLength();
        if (!scan(text, start, length, inString)) {
            return false;
        }
        if (significantDigits == 0) {
            setSmall(0, 0);
            return zeroAllowed;
        }
        long integerDigits = significantDigits - textScale;
        if (negative || integerDigits > limitPower + 1) {
            return false;
        }
        if (integerDigits < -SPECK.scale()) {
            setLarge(SPECK);
        } else if (significantDigits > MOST_LONG_DIGITS || textScale > MOST_LONG_DIGITS) {
            setLarge(new BigDecimal(text, start, length));
        } else if (textScale < 0) {
            setSmall(unscaled * POWERS_OF_TEN[(int) -textScale], 0);
        } else {
            setSmall(unscaled, (int) textScale);
        }
        return integerDigits <= limitPower || exact().compareTo(limit) <= 0;
    }

    private void setSmall(long unscaled, int scale) {
        this.present = true;
        this.isLarge = false;
        this.unscaled = unscaled;
        this.scale = scale;
    }

    private void setLarge(BigDecimal value) {
        this.present = true;
        this.isLarge = true;
        this.large = value;
    }

    /**
     * Takes a number apart without building it, so that neither an exponent nor a wealth of digits
     * can cost anything: sign, digits from the first that is not zero, and scale. In a string there
     * may be neither sign nor exponent.
     */
    private boolean scan(char[] text, int start, int length, boolean inString) {
        if (length > MOST_CHARACTERS) {
            return false;
        }
        int end = start + length;
        int at = start;
        negative = !inString && at < end && text[at] == '-';
        if (negative) {
            at++;
        }
        unscaled = 0;
        significantDigits = 0;
        int point = -1;
        int firstDigit = at;
        for (; at < end; at++) {
            char c = text[at];
            if (c >= '0' && c <= '9') {
                if (significantDigits > 0 || c != '0') {
                    significantDigits++;
                    if (significantDigits <= MOST_LONG_DIGITS) {
                        unscaled = unscaled * 10 + (c - '0');
                    }
                }
            } else if (c == '.' && point < 0 && at > firstDigit) {
                point = at;
            } else {
                break;
            }
        }
        if (at == firstDigit || point == at - 1) {
            return false;
        }
        textScale = point < 0 ? 0 : at - point - 1;
        if (at == end) {
            return true;
        }
        if (inString || (text[at] | 0x20) != 'e') {
            return false;
        }
        textScale -= exponent(text, at + 1, end);
        return true;
    }

    /** A JSON number's exponent, cut at a million either way. */
    private static int exponent(char[] text, int start, int end) {
        int at = start;
        boolean below = text[at] == '-';
        if (below || text[at] == '+') {
            at++;
        }
        int exponent = 0;
        for (; at < end; at++) {
            exponent = Math.min(FAR_EXPONENT, exponent * 10 + (text[at] - '0'));
        }
        return below ? -exponent : exponent;
    }
}
