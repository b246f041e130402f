package io.clientele.analytics.value;

import org.hipparchus.util.FastMath;

/**
 * A model of how often customers buy and when they leave: a customer buys at the times of a Poisson
 * process of rate lambda ~ Gamma(r, alpha), and leaves after a purchase with probability p ~
 * Beta(a, b). The models differ in the purchases after which a customer can leave.
 *
 * <p>Given that somebody is still there, lambda ~ Gamma(r + x, alpha + T) and p ~ Beta(a, b + m)
 * are independent, m being the times that the customer could have left and did not. All that is
 * asked follows from that and from the probability of being there.
 */
public sealed interface PurchaseModel permits BgNbd, MbgNbd {

    /** Shape of the purchase rate, greater than 0. */
    double r();

    /**
     * Inverse scale of the purchase rate in weeks, greater than 0; the mean is r / alpha a week.
     */
    double alpha();

    /** First shape of the dropout probability, greater than 0. */
    double a();

    /** Second shape of the dropout probability, greater than 0; its mean is a / (a + b). */
    double b();

    /** The family that it is one of. */
    PurchaseFamily family();

    /**
     * The probability that a customer has not left, 0 to 1. BG/NBD: Fader, Hardie and Lee 2008,
     * "Computing P(alive) using the BG/NBD model". MBG/NBD: Batislam, Denizel and Filiztekin 2007.
     */
    default double probabilityAlive(PurchaseHistory history) {
        long chances = family().chancesToLeave(history.repeats());
        if (chances == 0) {
            return 1;
        }
        double odds =
                a()
                        / (b() + chances - 1)
                        * FastMath.exp(
                                (r() + history.repeats())
                                        * FastMath.log(
                                                (alpha() + history.observed())
                                                        / (alpha() + history.lastPurchase())));
        return 1 / (1 + odds);
    }

    /**
     * The expected number of purchases in the coming weeks: Fader, Hardie and Lee 2005, equation
     * 10.
     *
     * @param weeks 0 or more
     */
    default double expectedPurchases(PurchaseHistory history, double weeks) {
        return probabilityAlive(history)
                * PurchaseProcess.ifAlive(this, history).expectedPurchases(weeks);
    }

    /**
     * The expected number of purchases of a new customer in the weeks after the first purchase:
     * Fader, Hardie and Lee 2005, equation 9.
     *
     * @param weeks 0 or more
     */
    default double expectedPurchases(double weeks) {
        return expectedPurchases(PurchaseHistory.NEW, weeks);
    }

    /**
     * The probability that a customer does not buy in the coming weeks, 0 to 1: of having left, or
     * else of a Poisson process without an event, averaged over Gamma(r + x, alpha + T). The
     * dropout does not come into the latter, since nobody leaves but at a purchase: 1 - P(alive) (1
     * - ((alpha + T) / (alpha + T + t))^(r + x)).
     *
     * @param weeks 0 or more
     */
    default double probabilityOfNoPurchase(PurchaseHistory history, double weeks) {
        double none = PurchaseProcess.ifAlive(this, history).probabilityOfNoPurchase(weeks);
        return 1 - probabilityAlive(history) * (1 - none);
    }

    /** The expected number of purchases to come, each counted as a discounting says. */
    default double discountedPurchases(PurchaseHistory history, Discounting discounting) {
        return probabilityAlive(history)
                * PurchaseProcess.ifAlive(this, history).discountedPurchases(discounting);
    }
}
