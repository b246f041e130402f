package io.clientele.analytics.simulate;

/** A fraud while it goes on. */
interface FraudScheme {
    /** When a scheme is over. */
    long NEVER = Long.MAX_VALUE;

    /**
     * How much time without an outage it needs from an order on, milliseconds; 0 in the middle of
     * what has begun.
     */
    long uninterrupted();

    /** Plans the next order from that time on; gives when to plan the one after. */
    long order(long time);
}
