package io.clientele.analytics.value;

import org.hipparchus.util.FastMath;

/**
 * What later purchases count today. The horizon is cut into equal periods of at most 31 days (a
 * year: twelve), and what is bought in a period is discounted from that period's end.
 *
 * @param horizonDays how far purchases count, in days, 1 to 36,525
 * @param annualRate by how much a year's delay lessens them: 0.1 for 10 % a year, 0 to 10
 */
public record Discounting(int horizonDays, double annualRate) {

    private static final int LONGEST_PERIOD = 31;
    private static final double YEAR = 365;

    /** One year, at 10 % a year. */
    public static final Discounting ONE_YEAR = new Discounting(365, 0.1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is out of range
     */
    public Discounting {
        if (horizonDays < 1 || horizonDays > 36_525) {
            throw new IllegalArgumentException(
                    "horizonDays: %d, expected 1 to 36525".formatted(horizonDays));
        }
        if (!(annualRate >= 0 && annualRate <= 10)) {
            throw new IllegalArgumentException(
                    "annualRate: %s, expected 0 to 10".formatted(annualRate));
        }
    }

    /** How many periods the horizon is cut into. */
    public int periods() {
        return (horizonDays + LONGEST_PERIOD - 1) / LONGEST_PERIOD;
    }

    /** When a period ends, in days from now; periods count from 1. */
    public double endOf(int period) {
        return (double) horizonDays * period / periods();
    }

    /** What a purchase in a period counts, greater than 0 and at most 1; periods count from 1. */
    public double factor(int period) {
        return FastMath.exp(-FastMath.log1p(annualRate) * endOf(period) / YEAR);
    }
}
