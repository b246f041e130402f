package io.clientele.analytics.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * A field that holds a short text: an identifier or a code. Reused from record to record; reading
 * the field again forgets what was read before.
 */
final class TextField {

    /** The most characters (Unicode code points) of an identifier or code. */
    static final int MOST_CHARACTERS = 256;

    private String text = "";
    private String wrong = "";

    /** As if the record did not have the field. */
    void clear() {
        text = "";
        wrong = "";
    }

    /** The text; empty if it is absent. */
    String text() {
        return text;
    }

    /** What it holds instead of a text that can be used, in words; empty if nothing is wrong. */
    String wrong() {
        return wrong;
    }

    /** Reads a string, or an integer as text; {@code null} and blank strings count as absent. */
    void readIdentifier(JsonParser json) throws IOException {
        clear();
        switch (json.currentToken()) {
            case VALUE_NULL -> {}
            case VALUE_STRING -> {
                String found = json.getText();
                if (!isBlank(found)) {
                    take(found, json);
                }
            }
            case VALUE_NUMBER_INT -> {
                if (json.getTextLength() <= MOST_CHARACTERS) {
                    String digits = json.getText();
                    text = digits.equals("-0") ? "0" : digits;
                } else {
                    wrong = Found.at(json);
                }
            }
            case VALUE_NUMBER_FLOAT -> readWholeNumber(json);
            default -> wrong = Found.at(json);
        }
    }

    /** Reads a string as it is; {@code null} counts as absent. */
    void readString(JsonParser json) throws IOException {
        clear();
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            take(json.getText(), json);
        } else if (json.currentToken() != JsonToken.VALUE_NULL) {
            wrong = Found.at(json);
        }
    }

    /**
     * Reads a text that nothing depends on: like an identifier, but one that is too long is cut at
     * 256 characters, and what is wrong counts as absent.
     */
    void readDetail(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            clear();
            String found = cut(json.getText());
            if (!isBlank(found) && isShortAndSound(found)) {
                text = found;
            }
        } else {
            readIdentifier(json);
            wrong = "";
        }
    }

    private static String cut(String found) {
        return found.length() <= MOST_CHARACTERS
                        || found.codePointCount(0, found.length()) <= MOST_CHARACTERS
                ? found
                : found.substring(0, found.offsetByCodePoints(0, MOST_CHARACTERS));
    }

    private void take(String found, JsonParser json) throws IOException {
        if (isShortAndSound(found)) {
            text = found;
        } else {
            wrong = Found.at(json);
        }
    }

    /** To JSON, 17850.0 and 1.785e4 are the integer 17850; some exporters write nothing else. */
    private void readWholeNumber(JsonParser json) throws IOException {
        if (json.getTextLength() <= NumberField.MOST_CHARACTERS) {
            try {
                BigDecimal number = new BigDecimal(json.getText());
                long digits = (long) number.precision() - number.scale();
                if (number.signum() == 0) {
                    text = "0";
                } else if (digits >= 1 && digits <= MOST_CHARACTERS) {
                    text = number.toBigIntegerExact().toString();
                }
            } catch (ArithmeticException | NumberFormatException notWhole) {
                text = "";
            }
        }
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            text = "";
            wrong = Found.at(json);
        }
    }

    private static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                return false;
            }
        }
        return true;
    }

    /**
     * No more characters than allowed, no NUL (it parts visitors' keys from customers'), and no
     * half of a surrogate pair (it could not be written again as UTF-8).
     */
    private static boolean isShortAndSound(String text) {
        if (text.length() > 2 * MOST_CHARACTERS) {
            return false;
        }
        int characters = 0;
        for (int i = 0; i < text.length(); characters++) {
            char c = text.charAt(i++);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i == text.length()
                        || !Character.isLowSurrogate(text.charAt(i++))) {
                    return false;
                }
            }
        }
        return characters <= MOST_CHARACTERS;
    }
}
