package io.clientele.job.pattern;

import io.clientele.rules.language.Finding;
import java.util.List;
import java.util.Locale;

/**
 * What became of a rule's record.
 *
 * @param rule the key of the record
 * @param version of the rule; 0 if it could not be read, or is removed
 * @param outcome what became of it
 * @param mode {@code live}, {@code shadow} or {@code off}; empty unless it is accepted
 * @param hash the SHA-256 of the text, hexadecimal; empty for a removal
 * @param findings what is wrong with a refused rule
 */
public record RuleStatus(
        String rule,
        int version,
        Outcome outcome,
        String mode,
        String hash,
        List<Finding> findings) {

    /** Keeps the findings as they are. */
    public RuleStatus {
        findings = List.copyOf(findings);
    }

    /** What can become of a record. */
    public enum Outcome {
        /** It is in force, or is kept and off. */
        ACCEPTED,
        /** It is not used; the rule of that name stays as it was. */
        REFUSED,
        /** The rule is gone. */
        REMOVED;

        /** As it is written, such as {@code accepted}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
