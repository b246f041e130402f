package io.clientele.rules.expression;

import java.time.Duration;
import java.util.List;

/** A parameter of a rule. */
public sealed interface ParamValue {

    /** The value as expressions see it. */
    Object value();

    /** A number. */
    record OfNumber(Double value) implements ParamValue {}

    /** A text. */
    record OfText(String value) implements ParamValue {}

    /** True or false. */
    record OfTruth(Boolean value) implements ParamValue {}

    /** A length of time. */
    record OfDuration(Duration value) implements ParamValue {}

    /** Several numbers. */
    record OfNumbers(List<Double> value) implements ParamValue {

        /** Keeps the numbers as they are. */
        public OfNumbers {
            value = List.copyOf(value);
        }
    }

    /** Several texts. */
    record OfTexts(List<String> value) implements ParamValue {

        /** Keeps the texts as they are. */
        public OfTexts {
            value = List.copyOf(value);
        }
    }
}
