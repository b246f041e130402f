package io.clientele.analytics.event;

/** A visit, a click, a contact: anything that moves no money. */
public record Interaction(EventHeader header, EventType type) implements CommerceEvent {}
