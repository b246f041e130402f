package io.clientele.rules.language;

import io.clientele.rules.expression.Expression;
import io.clientele.rules.expression.ParamValue;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A rule that has been checked.
 *
 * @param name unique among the rules, such as {@code cart-abandoned}
 * @param version counted up by its author; a match carries it
 * @param fingerprint of all that partial matches depend on: two rules with the same fingerprint can
 *     go on with each other's
 * @param storedFields the fields that must be kept of an event that takes part in a match
 * @param profilePaths what it reads of the profile, such as {@code rfm.group}; a path stands for
 *     all that lies below it, the empty one for the whole profile
 * @param cooldown how long a customer is left alone after a match; zero for not at all
 */
public record Rule(
        String name,
        int version,
        String description,
        Severity severity,
        Mode mode,
        Map<String, ParamValue> params,
        RuleBody body,
        Emit emit,
        Duration cooldown,
        List<RuleTest> tests,
        long fingerprint,
        Set<String> storedFields,
        Set<String> profilePaths) {

    /** Keeps the collections as they are. */
    public Rule {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        tests = List.copyOf(tests);
        storedFields = Set.copyOf(storedFields);
        profilePaths = Set.copyOf(profilePaths);
    }

    /** The same rule in another mode. */
    public Rule inMode(Mode other) {
        return new Rule(
                name,
                version,
                description,
                severity,
                other,
                params,
                body,
                emit,
                cooldown,
                tests,
                fingerprint,
                storedFields,
                profilePaths);
    }

    /** The fields that it reads of any event. */
    public Set<String> eventFields() {
        Set<String> fields = new TreeSet<>(storedFields);
        Stream<Expression> conditions =
                body instanceof RuleBody.Sequence sequence
                        ? sequence.steps().stream().flatMap(step -> step.where().stream())
                        : ((RuleBody.Aggregate) body).expressions();
        conditions.forEach(condition -> fields.addAll(condition.allEventFields()));
        return fields;
    }

    /** The steps of a sequence; empty if it is none. */
    public Optional<RuleBody.Sequence> sequence() {
        return body instanceof RuleBody.Sequence sequence
                ? Optional.of(sequence)
                : Optional.empty();
    }
}
