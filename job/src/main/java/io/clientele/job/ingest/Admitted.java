package io.clientele.job.ingest;

import io.clientele.analytics.event.CommerceEvent;
import java.util.Optional;

/**
 * An event that has been let in.
 *
 * @param streamTime how far event time had come in its partition when it came, its own time
 *     included, milliseconds since 1970
 * @param ifUnknownOrder the dead letter to write if the event names an order that nobody knows;
 *     only where the event depends on one
 */
public record Admitted(CommerceEvent event, long streamTime, Optional<DeadLetter> ifUnknownOrder) {}
