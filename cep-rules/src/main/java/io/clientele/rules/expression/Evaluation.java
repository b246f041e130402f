package io.clientele.rules.expression;

import java.util.Map;
import java.util.Optional;

/** The values that an expression's variables have for one evaluation. */
@FunctionalInterface
public interface Evaluation {

    /** The value of a variable; empty if it has none. */
    Optional<Object> find(String variable);

    /** An evaluation with the values of a map. */
    static Evaluation of(Map<String, ?> values) {
        return name -> Optional.ofNullable(values.get(name));
    }
}
