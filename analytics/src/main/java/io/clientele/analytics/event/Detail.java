package io.clientele.analytics.event;

/** How much of an event is kept. */
public enum Detail {
    /** What moves money and counts in the KPIs: all that a job without features and rules reads. */
    MONEY_ONLY,
    /** Also articles, country and channel, for features and rules. */
    FULL
}
