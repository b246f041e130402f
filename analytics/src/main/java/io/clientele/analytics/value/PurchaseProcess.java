package io.clientele.analytics.value;

import org.hipparchus.util.FastMath;

/**
 * The purchases to come of somebody who is there now, before the next purchase: at a rate lambda ~
 * Gamma(shape, scale), with probability p ~ Beta(a, b) of leaving after each.
 *
 * <p>Fader, Hardie and Lee (2005), equation 9, with what is known of the customer in the place of
 * the population's parameters (the same step leads to their equation 10). Their form subtracts a
 * 2F1 from 1 and divides by a - 1, which loses all digits near a = 1. Here the same is summed over
 * K, the purchases in t of somebody who never leaves: {@code E = sum over j >= 0 of P(K > j) E[(1 -
 * p)^j]}, where K is negative binomial, {@code P(K = k) = (shape)_k / k! (1 - u)^shape u^k} with u
 * = t / (scale + t), and {@code E[(1 - p)^j] = (b)_j / (a + b)_j}. All terms are positive, whatever
 * a is.
 *
 * @param shape r + x
 * @param scale alpha + T, weeks
 * @param a first shape of the dropout probability
 * @param b second shape, increased by the times that the customer did not leave
 */
record PurchaseProcess(double shape, double scale, double a, double b) {

    private static final double TOLERANCE = 1e-11;

    /** Where P(K > k), as a difference, has no digits left. */
    private static final double NOISE = 1e-13;

    private static final double RESCALE = 1e200;
    private static final double LOG_RESCALE = FastMath.log(RESCALE);
    private static final double LOG_SMALLEST = -600;

    /** That of a customer, if he is still there; when he bought last does not matter then. */
    static PurchaseProcess ifAlive(PurchaseModel model, PurchaseHistory history) {
        return new PurchaseProcess(
                model.r() + history.repeats(),
                model.alpha() + history.observed(),
                model.a(),
                model.b() + model.family().chancesToLeave(history.repeats()));
    }

    /** The probability of no purchase within some weeks, 0 to 1: nobody leaves without one. */
    double probabilityOfNoPurchase(double weeks) {
        return FastMath.exp(-shape * FastMath.log1p(weeks / scale));
    }

    /** The expected number of purchases within some weeks. */
    double expectedPurchases(double weeks) {
        double logNone = -shape * FastMath.log1p(weeks / scale);
        double u = weeks / (scale + weeks);
        // P(K = k) is probability * factor: (1 - u)^shape can be too small for a double.
        double logFactor = FastMath.min(logNone - LOG_SMALLEST, 0);
        double factor = FastMath.exp(logFactor);
        double probability = FastMath.exp(logNone - logFactor);
        double more = -FastMath.expm1(logNone);
        double noise = NOISE * more;
        double stays = 1;
        double sum = 0;
        for (long k = 0; more > noise; k++) {
            double term = more * stays;
            sum += term;
            double ratio = (shape + k) / (k + 1) * u;
            // From here on P(K > k) falls at least as a geometric series.
            double larger = shape > 1 ? ratio : u;
            if (larger < 1 && term <= TOLERANCE * (1 - larger) * sum) {
                break;
            }
            probability *= ratio;
            if (probability > RESCALE) {
                probability /= RESCALE;
                logFactor += LOG_RESCALE;
                factor = FastMath.exp(logFactor);
            }
            more -= probability * factor;
            stays *= (b + k) / (a + b + k);
        }
        return sum;
    }

    /** The expected number of purchases, each counted as a discounting says. */
    double discountedPurchases(Discounting discounting) {
        double sum = 0;
        double before = 0;
        for (int period = 1; period <= discounting.periods(); period++) {
            double until = expectedPurchases(discounting.endOf(period) / PurchaseHistory.WEEK);
            sum += (until - before) * discounting.factor(period);
            before = until;
        }
        return sum;
    }
}
