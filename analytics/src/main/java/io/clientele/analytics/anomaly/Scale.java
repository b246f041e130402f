package io.clientele.analytics.anomaly;

/** On which scale a figure scatters about as much when it is small as when it is large. */
public enum Scale {
    /**
     * Counts: 2 √(x + 3/8), on which a Poisson count has a standard deviation of about 1 (Anscombe
     * 1948).
     */
    COUNT(1) {
        @Override
        public double of(double value) {
            return 2 * Math.sqrt(Math.max(0, value) + ANSCOMBE);
        }

        @Override
        public double inverse(double scaled) {
            return Math.max(0, square(Math.max(0, scaled) / 2) - ANSCOMBE);
        }
    },
    /** Sums of amounts, which scatter with the count of their parts, averages and shares: √x. */
    AMOUNT(0) {
        @Override
        public double of(double value) {
            return Math.signum(value) * Math.sqrt(Math.abs(value));
        }

        @Override
        public double inverse(double scaled) {
            return Math.signum(scaled) * square(scaled);
        }
    };

    private static final double ANSCOMBE = 3.0 / 8;

    private final double noise;

    Scale(double noise) {
        this.noise = noise;
    }

    /** What chance alone scatters by on the scale; 0 if unknown. */
    public double noise() {
        return noise;
    }

    /** A figure on the scale. */
    public abstract double of(double value);

    /** The figure that lies there on the scale. */
    public abstract double inverse(double scaled);

    private static double square(double value) {
        return value * value;
    }
}
