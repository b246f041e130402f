package io.clientele.gateway.topic;

/** How the gateway stands to the brokers. */
public enum Connection {
    /** No broker has answered since the start. */
    CONNECTING,
    /** A broker answers; what was in the topics at the start is still being read. */
    CATCHING_UP,
    /** A broker answers, and what was in the topics at the start has been read. */
    LIVE,
    /** A broker answered before and does not now: what is shown is as old as that. */
    LOST
}
