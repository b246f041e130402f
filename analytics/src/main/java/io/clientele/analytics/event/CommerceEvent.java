package io.clientele.analytics.event;

/**
 * One thing that happened in a shop, validated, its amounts converted to minor units of the
 * reporting currency.
 *
 * <p>To add an event type: name it in {@link EventType}; if it carries something that Clientele
 * uses, give it a record here, and the compiler leads to every switch that must know it.
 */
public sealed interface CommerceEvent
        permits OrderCompleted, OrderRefunded, OrderCancelled, Interaction {

    /** Who and when. */
    EventHeader header();

    /** What happened. */
    EventType type();
}
