package io.clientele.job.ingest;

import io.clientele.analytics.event.CommerceEvent;
import java.util.Optional;

/** A record that has been read: an event, or a dead letter. */
public sealed interface Incoming {

    /** The partition that the record came from; 0 for a file. */
    int partition();

    /**
     * An event.
     *
     * @param partition the partition that its record came from; 0 for a file
     * @param ingestedAt when the record came in, milliseconds since 1970; 0 where that means
     *     nothing, as for a file
     * @param ifUnknownOrder the dead letter to write if the event names an order that nobody knows;
     *     only where the event depends on one
     */
    record Arrival(
            CommerceEvent event,
            int partition,
            long ingestedAt,
            Optional<DeadLetter> ifUnknownOrder)
            implements Incoming {}

    /** A record that is no event. */
    record Undeliverable(DeadLetter letter) implements Incoming {

        @Override
        public int partition() {
            return letter.position().partition();
        }
    }
}
