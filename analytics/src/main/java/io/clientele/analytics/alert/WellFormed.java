package io.clientele.analytics.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Texts that UTF-8 can hold. Events may carry halves of surrogate pairs, and alerts quote them. */
final class WellFormed {

    private WellFormed() {}

    /** The text, with a question mark for each unpaired surrogate. */
    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(UTF_8), UTF_8);
            }
        }
        return text;
    }

    /**
     * The same for a text that must not be empty.
     *
     * @throws IllegalArgumentException naming the property
     */
    static String required(String property, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(property + ": \"\", expected a text");
        }
        return text(text);
    }
}
