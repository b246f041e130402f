package io.clientele.rules.engine;

import io.clientele.rules.event.RuleEvent;
import java.util.Optional;
import java.util.Set;

/** The storing of events, each at most once, and only when a partial match refers to it. */
final class StoredEvents {

    private StoredEvents() {}

    /** The event that is looked at. */
    static final class Current {

        private final RuleEvent event;
        private final CustomerRuns runs;
        private final Set<String> fields;
        private Optional<StoredEvent> stored = Optional.empty();

        Current(RuleEvent event, CustomerRuns runs, Set<String> fields) {
            this.event = event;
            this.runs = runs;
            this.fields = fields;
        }

        RuleEvent event() {
            return event;
        }

        long time() {
            return event.time();
        }

        StoredEvent stored() {
            if (stored.isEmpty()) {
                stored = Optional.of(StoredEvent.of(runs.nextSequence(), event, fields));
            }
            return stored.get();
        }
    }
}
