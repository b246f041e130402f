package io.clientele.rules.language;

import io.clientele.rules.expression.Expression;
import java.time.Duration;
import java.util.Optional;

/**
 * One step of a pattern.
 *
 * @param name unique within its rule
 * @param presence whether the event must come or must not
 * @param where the condition beside the trigger; empty for none
 * @param contiguity how it follows the step before
 * @param gap the longest time after the event before; for an absence at the end, how long it lasts
 */
public record Step(
        String name,
        Presence presence,
        Trigger trigger,
        Optional<Expression> where,
        Contiguity contiguity,
        Optional<Duration> gap) {

    /** Whether the step's event must come. */
    public sealed interface Presence {

        /** It must come, so often; once is one to one. */
        record Times(int least, int most, Optionality optionality) implements Presence {

            /** What {@link #most} is where there is no upper limit. */
            public static final int UNLIMITED = Integer.MAX_VALUE;

            /** Whether it comes exactly once, always. */
            public boolean single() {
                return least == 1 && most == 1 && optionality == Optionality.REQUIRED;
            }
        }

        /** It must not come. */
        record Absent() implements Presence {}
    }

    /** Whether a match needs the step. */
    public enum Optionality {
        REQUIRED,
        OPTIONAL
    }

    /** How a step follows the one before. */
    public enum Contiguity {
        /** Other events may come in between. */
        RELAXED,
        /** The very next event of the customer, whatever it is, decides. */
        STRICT
    }

    /** Whether expressions see one event under the step's name, and not a list. */
    public boolean isSingle() {
        return presence instanceof Presence.Times times && times.single();
    }

    /** Whether it is an absence. */
    public boolean isAbsent() {
        return presence instanceof Presence.Absent;
    }
}
