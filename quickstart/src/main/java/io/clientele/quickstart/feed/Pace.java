package io.clientele.quickstart.feed;

/** How fast events are sent. */
public sealed interface Pace {

    /** As fast as the broker takes them. */
    record Unlimited() implements Pace {}

    /**
     * A steady rate.
     *
     * @param perSecond events a second, greater than 0
     */
    record Rate(double perSecond) implements Pace {

        /** Checks the range. */
        public Rate {
            requirePositive("rate", perSecond);
        }
    }

    /**
     * The pace of the events' own times. Events without a time go with the one before.
     *
     * @param factor seconds of event time a second, greater than 0
     */
    record Speed(double factor) implements Pace {

        /** Checks the range. */
        public Speed {
            requirePositive("speed", factor);
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s: %s, expected a number greater than 0".formatted(name, value));
        }
    }
}
