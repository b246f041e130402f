package io.clientele.gateway.segment;

/** The eleven RFM groups, the best first. */
public enum CustomerGroup {
    /** Bought lately, often and for much. */
    CHAMPIONS,
    /** Buy often. */
    LOYAL,
    /** Bought lately, for a middling amount. */
    ACTIVE,
    /** Bought lately for the first time or nearly so. */
    NEW,
    /** Bought a little, not long ago. */
    PROMISING,
    /** Middling and slowing down. */
    NEEDS_ATTENTION,
    /** Were good and have been silent for a while. */
    AT_RISK,
    /** Were among the best and have been silent for long. */
    PREVIOUSLY_LOYAL,
    /** Bought little and have been silent for a while. */
    ALMOST_LOST,
    /** Bought little, long ago. */
    DORMANT,
    /** Have not ordered yet. */
    PROSPECTS
}
