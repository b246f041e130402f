package io.clientele.rules.language;

import io.clientele.rules.expression.Expression;
import io.clientele.rules.expression.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a match says.
 *
 * @param kind what the alert is about, such as {@code churn}
 * @param message for people
 * @param action what to do about it
 * @param fields for machines, in the order that they are given
 */
public record Emit(String kind, Template message, Template action, Map<String, Expression> fields) {

    /** Keeps the fields in their order. */
    public Emit {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
