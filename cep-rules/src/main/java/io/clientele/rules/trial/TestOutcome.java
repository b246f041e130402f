package io.clientele.rules.trial;

import io.clientele.rules.language.Position;
import java.util.List;

/**
 * What became of one test of a rule.
 *
 * @param test the test's name
 * @param position where it begins in the rule's text
 * @param differences what was expected and what came instead; empty if the test passed
 */
public record TestOutcome(String rule, String test, Position position, List<String> differences) {

    /** Keeps the differences as they are. */
    public TestOutcome {
        differences = List.copyOf(differences);
    }

    /** Whether all was as expected. */
    public boolean passed() {
        return differences.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(passed() ? "ok    " : "FAILED ");
        text.append(rule).append(": ").append(test);
        if (!passed()) {
            text.append(" (line ").append(position.line()).append(')');
            differences.forEach(line -> text.append("\n       ").append(line));
        }
        return text.toString();
    }
}
