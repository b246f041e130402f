package io.clientele.analytics.simulate;

import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well512a;

/**
 * What a customer is like. It follows from the shop's seed and the customer's place in the order of
 * coming alone.
 *
 * @param purchaseRate lambda, purchases a week while the customer is there
 * @param dropoutProbability p, of leaving after a repeat purchase, 0 to 1
 * @param spendScale nu: an order is worth Gamma(p, 1 / nu) units of the currency
 * @param favouriteCategory the category looked at most, from 0 on
 */
public record CustomerTraits(
        double purchaseRate, double dropoutProbability, double spendScale, int favouriteCategory) {

    /** The name of the favourite category, as in the events' products. */
    public String favouriteCategoryName() {
        return Catalogue.categoryName(favouriteCategory);
    }

    /** Draws customers' traits. */
    static final class Source {
        private final Well512a random = new Well512a(0L);
        private final RandomDataGenerator draws = RandomDataGenerator.of(random);
        private final SimulatorSettings settings;

        Source(SimulatorSettings settings) {
            this.settings = settings;
        }

        /** The traits of the customer who comes as that one; visitors have the negative numbers. */
        CustomerTraits of(long number) {
            random.setSeed(mix(settings.seed() ^ mix(number)));
            PurchaseSettings purchase = settings.purchase();
            SpendSettings spend = settings.spend();
            return new CustomerTraits(
                    draws.nextGamma(purchase.r(), 1 / purchase.alpha()),
                    draws.nextBeta(purchase.a(), purchase.b()),
                    draws.nextGamma(spend.q(), 1 / spend.gamma()),
                    random.nextInt(Catalogue.CATEGORIES));
        }
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014): neighbours become strangers. */
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
