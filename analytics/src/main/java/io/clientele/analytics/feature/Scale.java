package io.clientele.analytics.feature;

/** On which scale a feature is compared and learned from. */
public enum Scale {
    /** As it is. */
    LINEAR,
    /** The natural logarithm of one more than it; what is negative counts as 0. */
    LOG;

    /** A feature's value on this scale; NaN stays NaN. */
    public double of(double value) {
        return this == LINEAR || Double.isNaN(value)
                ? value
                : StrictMath.log1p(Math.max(0, value));
    }
}
