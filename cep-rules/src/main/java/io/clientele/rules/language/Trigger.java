package io.clientele.rules.language;

import io.clientele.rules.event.RuleEvent;
import java.util.Set;

/** What a step waits for, before its condition is looked at. */
public sealed interface Trigger extends java.io.Serializable {

    /** The names of the events that can fit. */
    Set<String> eventNames();

    /** Whether an event of one of those names fits. */
    boolean fits(RuleEvent event);

    /** Any event of certain names. */
    record Named(Set<String> eventNames) implements Trigger {

        /** Keeps the names as they are. */
        public Named {
            eventNames = Set.copyOf(eventNames);
        }

        @Override
        public boolean fits(RuleEvent event) {
            return true;
        }
    }

    /**
     * A move from one RFM group to another.
     *
     * @param from the groups it may come from; empty for any
     * @param to the groups it may go to; empty for any
     */
    record Move(Set<String> from, Set<String> to) implements Trigger {

        /** Keeps the groups as they are. */
        public Move {
            from = Set.copyOf(from);
            to = Set.copyOf(to);
        }

        @Override
        public Set<String> eventNames() {
            return Set.of(RuleEvent.SEGMENT_MOVED);
        }

        @Override
        public boolean fits(RuleEvent event) {
            return among(from, event.fields().get("from")) && among(to, event.fields().get("to"));
        }

        private static boolean among(Set<String> groups, Object group) {
            return groups.isEmpty() || (group instanceof String name && groups.contains(name));
        }
    }

    /**
     * A change of a figure of the profile.
     *
     * @param path of the figure, such as {@code value.p_alive}
     */
    record ScoreChange(String path, Crossing crossing) implements Trigger {

        @Override
        public Set<String> eventNames() {
            return Set.of(RuleEvent.scoreName(path));
        }

        @Override
        public boolean fits(RuleEvent event) {
            return event.fields().get("before") instanceof Double before
                    && event.fields().get("after") instanceof Double after
                    && crossing.happens(before, after);
        }
    }

    /** Which changes of a figure are meant. */
    sealed interface Crossing extends java.io.Serializable {

        /** Whether a change is meant. */
        boolean happens(double before, double after);

        /** Every change. */
        record Any() implements Crossing {
            @Override
            public boolean happens(double before, double after) {
                return before != after;
            }
        }

        /** From below a bound to the bound or above. */
        record RisesTo(double bound) implements Crossing {
            @Override
            public boolean happens(double before, double after) {
                return before < bound && after >= bound;
            }
        }

        /** From above a bound to the bound or below. */
        record FallsTo(double bound) implements Crossing {
            @Override
            public boolean happens(double before, double after) {
                return before > bound && after <= bound;
            }
        }
    }
}
