package io.clientele.job.ingest;

import io.clientele.analytics.event.CommerceEvent;
import java.util.Optional;

/** A record that has been read: an event, or a dead letter. */
public sealed interface Incoming {

    /**
     * An event.
     *
     * @param ingestedAt when the record came in, milliseconds since 1970; 0 where that means
     *     nothing, as for a file
     * @param ifUnknownOrder the dead letter to write if the event names an order that nobody knows;
     *     only where the event depends on one
     */
    record Arrival(CommerceEvent event, long ingestedAt, Optional<DeadLetter> ifUnknownOrder)
            implements Incoming {}

    /** A record that is no event. */
    record Undeliverable(DeadLetter letter) implements Incoming {}
}
