package io.clientele.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How names and values are compared and shown. */
final class Texts {

    /** What is shown in place of a secret. */
    static final String MASK = "***";

    private static final int LONGEST_SHOWN = 120;

    private static final Pattern SECRET =
            Pattern.compile(
                    "pass(word|wd|phrase)?|pwd|secret|token|credential|jaas|auth|private|api.?key|"
                            + "(^|[._-])key$",
                    Pattern.CASE_INSENSITIVE);

    private Texts() {}

    /** The value in quotation marks, in one line and not too long. */
    static String quoted(String value) {
        String line = oneLine(value);
        return '"'
                + (line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line)
                + '"';
    }

    /** The same, or the mask where the value holds a password. */
    static String quotedUnlessSecret(String value) {
        return holdsPassword(value) ? MASK : quoted(value);
    }

    /** Whether a value is a URL with a user, which may have a password with it. */
    static boolean holdsPassword(String value) {
        return value.contains("://") && value.contains("@");
    }

    /** The text with its control characters escaped. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        character -> {
                            switch (character) {
                                case '\n' -> line.append("\\n");
                                case '\r' -> line.append("\\r");
                                case '\t' -> line.append("\\t");
                                default -> {
                                    if (Character.isISOControl(character)
                                            || Character.getType(character)
                                                    == Character.LINE_SEPARATOR
                                            || Character.getType(character)
                                                    == Character.PARAGRAPH_SEPARATOR
                                            || Character.getType(character) == Character.FORMAT) {
                                        line.append("\\u%04x".formatted(character));
                                    } else {
                                        line.appendCodePoint(character);
                                    }
                                }
                            }
                        });
        return line.toString();
    }

    /** Whether a name that nobody knows looks as if a secret stood behind it. */
    static boolean soundsSecret(String name) {
        return SECRET.matcher(name).find();
    }

    /** The name most like the given one, if one is like it at all. */
    static Optional<String> nearest(String name, Collection<String> known) {
        String wanted = plain(name);
        int most = Math.max(2, wanted.length() / 4);
        LevenshteinDistance distance = new LevenshteinDistance(most);
        record Candidate(String name, int distance) {}
        return known.stream()
                .map(
                        candidate ->
                                new Candidate(candidate, distance.apply(wanted, plain(candidate))))
                .filter(candidate -> candidate.distance() >= 0)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /** Without case and without what words are joined by: maxAhead is max-ahead. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }
}
