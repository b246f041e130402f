package io.clientele.analytics.evaluate;

/** What forecasts and outcomes must have in common. */
final class Paired {

    private Paired() {}

    static void requireSame(String name, int found, int expected) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    "%s: %d values, expected %d".formatted(name, found, expected));
        }
    }

    static void requireProbability(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "probability: %s, expected 0 to 1".formatted(probability));
        }
    }
}
