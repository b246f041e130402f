package io.clientele.configuration;

import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of value: how it is read from text, and what is said to be expected when it cannot be.
 *
 * @param shape one value, or several with commas
 * @param expected completes "expected ..."
 * @param reading the value, or nothing if the text is not one
 */
record Kind<T>(Shape shape, String expected, Function<String, Optional<T>> reading) {

    /** How many values a text holds. */
    enum Shape {
        ONE,
        SEVERAL
    }

    static <T> Kind<T> one(String expected, Function<String, Optional<T>> reading) {
        return new Kind<>(Shape.ONE, expected, reading);
    }

    Optional<T> read(String text) {
        return reading.apply(text);
    }
}
