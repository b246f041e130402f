package io.clientele.analytics.simulate;

/**
 * What customers spend on an order: the Gamma-Gamma model of Fader and Hardie, "The Gamma-Gamma
 * model of monetary value" (2013). An order is worth z ~ Gamma(p, nu), with the customer's nu ~
 * Gamma(q, gamma); the mean order is p gamma / (q - 1).
 *
 * @param p shape of an order's amount, greater than 0: the higher, the more alike are the orders of
 *     one customer
 * @param q shape of the customers' scales, greater than 1: the higher, the more alike are customers
 * @param gamma inverse scale of the customers' scales, in whole units of the currency, greater than
 *     0
 */
public record SpendSettings(double p, double q, double gamma) {

    /** As fitted on the CDNOW sample (Fader and Hardie 2013): 35.2 an order. */
    public static final SpendSettings CDNOW = new SpendSettings(6.25, 3.74, 15.44);

    /** Checks the ranges. */
    public SpendSettings {
        SimulatorSettings.requirePositive("p", p);
        SimulatorSettings.requireAtLeast("q", q, Math.nextUp(1.0));
        SimulatorSettings.requirePositive("gamma", gamma);
    }

    /** The mean amount of an order, in whole units of the currency. */
    public double mean() {
        return p * gamma / (q - 1);
    }
}
