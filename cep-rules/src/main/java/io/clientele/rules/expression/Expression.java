package io.clientele.rules.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Set;

/** A checked CEL expression. Evaluations share nothing: any number of threads may evaluate it. */
public final class Expression {

    private final String source;
    private final Kind kind;
    private final Set<String> variables;
    private final Set<String> eventFields;
    private final Set<String> allEventFields;
    private final Set<String> profilePaths;
    private final List<SameText> sameTexts;
    private final CelRuntime.Program program;

    Expression(
            String source,
            Kind kind,
            Set<String> variables,
            Set<String> eventFields,
            Set<String> allEventFields,
            Set<String> profilePaths,
            List<SameText> sameTexts,
            CelRuntime.Program program) {
        this.source = source;
        this.kind = kind;
        this.variables = Set.copyOf(variables);
        this.eventFields = Set.copyOf(eventFields);
        this.allEventFields = Set.copyOf(allEventFields);
        this.profilePaths = Set.copyOf(profilePaths);
        this.sameTexts = List.copyOf(sameTexts);
        this.program = program;
    }

    /** What an expression gives. */
    public enum Kind {
        TRUTH,
        NUMBER,
        TEXT,
        OTHER
    }

    /** The expression as it was written. */
    public String source() {
        return source;
    }

    /** What it gives. */
    public Kind kind() {
        return kind;
    }

    /** The variables that it reads. */
    public Set<String> variables() {
        return variables;
    }

    /** The fields that it reads of events other than {@code event} itself. */
    public Set<String> eventFields() {
        return eventFields;
    }

    /** The fields that it reads of any event. */
    public Set<String> allEventFields() {
        return allEventFields;
    }

    /**
     * What it reads of the profile, as paths such as {@code rfm.group}; a path stands for all that
     * lies below it, the empty one for the whole profile.
     */
    public Set<String> profilePaths() {
        return profilePaths;
    }

    /** Comparisons that it cannot be true without. */
    public List<SameText> sameTexts() {
        return sameTexts;
    }

    /**
     * The value.
     *
     * @throws EvaluationFailedException if there is none, saying why
     */
    public Object evaluate(Evaluation values) throws EvaluationFailedException {
        try {
            return program.eval(values::find);
        } catch (CelEvaluationException failed) {
            throw new EvaluationFailedException(
                    String.valueOf(failed.getMessage()).replace("<input>:", "character "));
        }
    }

    /**
     * Whether it is true.
     *
     * @throws EvaluationFailedException if it is neither true nor false
     */
    public boolean holds(Evaluation values) throws EvaluationFailedException {
        return evaluate(values) instanceof Boolean truth && truth;
    }
}
