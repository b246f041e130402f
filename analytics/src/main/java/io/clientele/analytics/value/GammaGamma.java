package io.clientele.analytics.value;

/**
 * The Gamma-Gamma model of what customers spend: Fader and Hardie, The Gamma-Gamma model of
 * monetary value (2013). An order is worth Gamma(p, nu), with the customer's nu ~ Gamma(q, gamma),
 * whenever it is made.
 *
 * @param p shape of an order's amount, greater than 0: the higher, the more alike are the orders of
 *     one customer
 * @param q shape of the customers' scales, greater than 1: the higher, the more alike are customers
 * @param gamma inverse scale of the customers' scales, in the unit of the amounts, greater than 0
 */
public record GammaGamma(double p, double q, double gamma) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is out of range
     */
    public GammaGamma {
        Positive.require("p", p);
        Positive.require("gamma", gamma);
        if (!(q > 1 && q < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "q: %s, expected a number greater than 1".formatted(q));
        }
    }

    /** What an order is worth in the mean over all customers: p gamma / (q - 1). */
    public double meanOrder() {
        return p * gamma / (q - 1);
    }

    /**
     * What an order of a customer is expected to be worth: Fader and Hardie 2013, equation 5, the
     * mean of all customers' and the customer's own, weighted.
     *
     * @param repeats x: how many amounts are known, 0 or more
     * @param mean z: the mean of these amounts, 0 or more; of no consequence if there are none
     */
    public double expectedOrder(long repeats, double mean) {
        return p * (gamma + repeats * mean) / (p * repeats + q - 1);
    }

    /**
     * The same model for amounts in a unit that is some times as large: 100 takes it from cents to
     * dollars.
     */
    public GammaGamma inUnitsOf(double times) {
        return new GammaGamma(p, q, gamma / times);
    }
}
