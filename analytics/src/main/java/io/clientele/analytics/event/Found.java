package io.clientele.analytics.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What was found in a record, as it is put in words: short, on one line, printable. */
final class Found {

    private static final int LONGEST = 80;

    private Found() {}

    /**
     * The value that the parser stands at, such as {@code "12,50"}, {@code -3} or {@code an array};
     * of an array or object the children are skipped.
     */
    static String at(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                json.skipChildren();
                yield "an object";
            }
            case START_ARRAY -> {
                json.skipChildren();
                yield "an array";
            }
            case VALUE_STRING -> '"' + shortened(characters(json)) + '"';
            default -> shortened(characters(json));
        };
    }

    private static CharSequence characters(JsonParser json) throws IOException {
        int length = Math.min(json.getTextLength(), 2 * (LONGEST + 1));
        return new String(json.getTextCharacters(), json.getTextOffset(), length);
    }

    /**
     * A text cut at 80 characters, its control characters and unpaired surrogates escaped as in
     * JSON.
     */
    static String shortened(CharSequence text) {
        StringBuilder words = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < text.length(); shown++) {
            if (shown == LONGEST) {
                return words.append('…').toString();
            }
            int character = Character.codePointAt(text, i);
            i += Character.charCount(character);
            int kind = Character.getType(character);
            if (kind == Character.CONTROL
                    || kind == Character.SURROGATE
                    || kind == Character.LINE_SEPARATOR
                    || kind == Character.PARAGRAPH_SEPARATOR) {
                words.append("\\u%04x".formatted(character));
            } else {
                words.appendCodePoint(character);
            }
        }
        return words.toString();
    }
}
