package io.clientele.analytics.simulate;

/** The cause of what people do whom the shop does not know. */
public enum Stranger implements Cause {
    /** Nobody in particular. */
    STRANGER
}
