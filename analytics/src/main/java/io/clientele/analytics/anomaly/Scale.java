package io.clientele.analytics.anomaly;

/**
 * On which scale a figure scatters about as much when it is small as when it is large, so that an
 * hour of few orders and one of many are judged alike. A figure is a sum over some parts; its unit
 * is what a part has been in the mean.
 */
public enum Scale {
    /**
     * Counts: 2 √(x + 3/8), on which a Poisson count has a standard deviation of about 1 (Anscombe
     * 1948). Parts and unit do not matter.
     */
    COUNT(1) {
        @Override
        public double of(double sum, double parts, double unit) {
            return 2 * Math.sqrt(Math.max(0, sum) + ANSCOMBE);
        }

        @Override
        public double inverse(double scaled, double parts, double unit) {
            double root = Math.max(0, scaled) / 2;
            return Math.max(0, root * root - ANSCOMBE);
        }
    },
    /**
     * Sums of amounts, as the count of mean amounts that they are worth. Amounts that scatter by
     * themselves as much as their mean add as much variance as their number: √2.
     */
    AMOUNT(Math.sqrt(2)) {
        @Override
        public double of(double sum, double parts, double unit) {
            return COUNT.of(sum / unit, parts, 1);
        }

        @Override
        public double inverse(double scaled, double parts, double unit) {
            return unit * COUNT.inverse(scaled, parts, 1);
        }
    },
    /**
     * Means of amounts: how far off the usual mean, in shares of it, times the root of the number
     * of amounts. Amounts that scatter as much as their mean have a standard deviation of 1.
     */
    MEAN(1) {
        @Override
        public double of(double sum, double parts, double unit) {
            return Math.sqrt(parts) * (sum / parts / unit - 1);
        }

        @Override
        public double inverse(double scaled, double parts, double unit) {
            return Math.max(0, unit * (1 + scaled / Math.sqrt(parts)));
        }
    };

    private static final double ANSCOMBE = 3.0 / 8;

    private final double noise;

    Scale(double noise) {
        this.noise = noise;
    }

    /** What chance alone scatters by on the scale. */
    public double noise() {
        return noise;
    }

    /**
     * A figure on the scale.
     *
     * @param parts how many the sum is of, above 0 for {@link #MEAN}
     * @param unit above 0
     */
    public abstract double of(double sum, double parts, double unit);

    /** The figure that lies there on the scale: a sum, or a mean for {@link #MEAN}. */
    public abstract double inverse(double scaled, double parts, double unit);
}
