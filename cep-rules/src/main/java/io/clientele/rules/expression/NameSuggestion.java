package io.clientele.rules.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant who wrote a name that is not known. */
public final class NameSuggestion {

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private NameSuggestion() {}

    /** The known name that is closest, if one is close at all. */
    public static Optional<String> closest(String written, Collection<String> known) {
        String lower = written.toLowerCase(Locale.ROOT);
        int farthest = Math.max(1, Math.min(3, written.length() / 2));
        return known.stream()
                .filter(name -> Math.abs(name.length() - written.length()) <= farthest)
                .filter(name -> distance(lower, name) <= farthest)
                .min(
                        Comparator.<String>comparingInt(name -> distance(lower, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code , did you mean "x"?} where something is close, else what is known. */
    public static String hint(String written, Collection<String> known) {
        return closest(written, known)
                .map(name -> ", did you mean \"%s\"?".formatted(name))
                .orElseGet(
                        () ->
                                ", expected one of "
                                        + String.join(", ", known.stream().sorted().toList()));
    }

    private static int distance(String lower, String name) {
        return DISTANCE.apply(lower, name.toLowerCase(Locale.ROOT));
    }
}
