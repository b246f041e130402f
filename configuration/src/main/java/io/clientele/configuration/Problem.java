package io.clientele.configuration;

import java.util.Optional;

/**
 * One thing that is wrong, told in one line without any secret.
 *
 * @param subject the key, or the place in the file
 * @param found what is there instead, already masked where it must be
 * @param origin where it is, where that is not the subject
 * @param expected what should be there
 */
public record Problem(String subject, String found, Optional<Origin> origin, String expected) {

    /** A value that is not as it should be. */
    static Problem at(Origin origin, String subject, String found, String expected) {
        return new Problem(subject, found, Optional.of(origin), expected);
    }

    /** The line: {@code KEY: FOUND (ORIGIN), expected EXPECTED}. */
    public String line() {
        String place = origin.map(known -> " (" + Texts.oneLine(known.text()) + ")").orElse("");
        return "%s: %s%s, expected %s".formatted(Texts.oneLine(subject), found, place, expected);
    }
}
