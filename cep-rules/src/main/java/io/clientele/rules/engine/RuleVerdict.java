package io.clientele.rules.engine;

import io.clientele.rules.language.Finding;
import io.clientele.rules.language.Mode;
import java.util.List;

/** What became of a rule's text. */
public sealed interface RuleVerdict {

    /** Where the text came from. */
    String source();

    /** The rule's name; empty if it could not be read. */
    String rule();

    /** The rule is in force, or is kept and off. */
    record Accepted(String source, String rule, int version, Mode mode) implements RuleVerdict {}

    /**
     * The rule is not used.
     *
     * @param findings all that is wrong with it, at least one
     */
    record Refused(String source, String rule, List<Finding> findings) implements RuleVerdict {

        /** Keeps the findings as they are. */
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
