package io.clientele.rules.expression;

/** An expression has no value: a field is missing, or a bound was reached. */
public final class EvaluationFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    EvaluationFailedException(String message) {
        super(message, null, false, false);
    }
}
