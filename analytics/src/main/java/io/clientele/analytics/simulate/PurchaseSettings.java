package io.clientele.analytics.simulate;

/**
 * How often customers buy and when they leave: the BG/NBD model of Fader, Hardie and Lee, "Counting
 * your customers" the easy way, Marketing Science 24 (2005). A customer buys at the times of a
 * Poisson process of rate lambda ~ Gamma(r, alpha) and leaves after each repeat purchase with
 * probability p ~ Beta(a, b).
 *
 * @param r shape of the purchase rate, greater than 0
 * @param alpha inverse scale of the purchase rate in weeks, greater than 0; the mean rate is r /
 *     alpha a week
 * @param a first shape of the dropout probability, greater than 0
 * @param b second shape of the dropout probability, greater than 0; its mean is a / (a + b)
 */
public record PurchaseSettings(double r, double alpha, double a, double b) {

    /**
     * A lively shop: 13 orders a year in the mean, and one customer in six leaves after an order.
     * (CDNOW, which the paper fits, has r = 0.243: most of its customers never come back.) With r
     * greater than 1 the shop keeps its tempo, because the slow ones who stay do not take it over.
     */
    public static final PurchaseSettings LIVELY = new PurchaseSettings(1.5, 6, 1, 5);

    /** Checks the ranges. */
    public PurchaseSettings {
        SimulatorSettings.requirePositive("r", r);
        SimulatorSettings.requirePositive("alpha", alpha);
        SimulatorSettings.requirePositive("a", a);
        SimulatorSettings.requirePositive("b", b);
    }
}
