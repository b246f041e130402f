package io.clientele.job.pattern;

import java.util.Optional;

/**
 * A rule that is added or changed, or its removal.
 *
 * @param name the rule's name, the key of its record
 * @param text what the rule says; empty if it is removed
 * @param position where it stands among the records; of two of the same name the later one counts
 */
public record RuleRecord(String name, Optional<String> text, long position) {

    /** A rule that is added or changed. */
    public static RuleRecord of(String name, String text) {
        return new RuleRecord(name, Optional.of(text), 0);
    }

    /** A rule that is removed. */
    public static RuleRecord removal(String name) {
        return new RuleRecord(name, Optional.empty(), 0);
    }
}
