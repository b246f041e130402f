package io.clientele.analytics.event;

/** What became of a record: an event, or the reason why it is none. */
public sealed interface Parsed {

    /** The record is an event. */
    record Accepted(CommerceEvent event) implements Parsed {}

    /** The record cannot be used. */
    record Refused(Refusal refusal) implements Parsed {}
}
