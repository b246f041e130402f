package io.clientele.analytics.habit;

/**
 * Where a customer's own values lie and how far apart, on the log scale: what a new value is
 * compared with.
 *
 * @param centre the median of the logarithms
 * @param spread 1.4826 times their median absolute deviation, at least an eighth
 */
public record RobustScale(double centre, double spread) {

    /**
     * How far a value is from the centre, in robust standard deviations.
     *
     * @param value at least 0, which counts as 1
     */
    public double deviation(long value) {
        return (StrictMath.log((double) Math.max(1, value)) - centre) / spread;
    }
}
