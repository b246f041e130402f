package io.clientele.analytics.value;

/** What a model's parameters must be. */
final class Positive {

    private Positive() {}

    static void require(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s: %s, expected a number greater than 0".formatted(name, value));
        }
    }
}
