package io.clientele.analytics.simulate;

import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well512a;
import org.hipparchus.util.FastMath;

/** One stream of random numbers, and what is drawn from it. */
final class RandomDraws {
    private static final long SECOND = 1_000;

    /** 10 million units of the currency: the Gamma-Gamma model's tail has no end of its own. */
    private static final double LARGEST_ORDER = 1e9;

    private final Well512a random;
    private final RandomDataGenerator draws;

    RandomDraws(long seed) {
        random = new Well512a(CustomerTraits.mix(seed));
        draws = RandomDataGenerator.of(random);
    }

    Well512a random() {
        return random;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double exponential(double mean) {
        return -FastMath.log(1 - random.nextDouble()) * mean;
    }

    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    int among(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** When somebody who does something now does the next thing. */
    long later(long time) {
        return time + SECOND + (long) exponential(40_000.0);
    }

    /** Gamma(p, nu) of Gamma-Gamma, in whole minor units. */
    long orderAmount(SpendSettings spend, CustomerTraits traits) {
        return minorUnits(draws.nextGamma(spend.p(), 1 / traits.spendScale()));
    }

    /** An amount in whole units of the currency as minor units that an order may have. */
    static long minorUnits(double amount) {
        return Math.max(1, FastMath.round(Math.min(100 * amount, LARGEST_ORDER)));
    }
}
