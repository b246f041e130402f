package io.clientele.analytics.value;

import org.hipparchus.util.FastMath;

/**
 * The log-likelihood of r, alpha, a, b: Fader, Hardie and Lee 2005, equation 6 for BG/NBD; Batislam
 * et al. 2007, equation 4 for MBG/NBD. With m chances to leave a customer contributes
 *
 * <pre>
 *   (r)_x alpha^r (b)_m / (a + b)_m
 *     [ (alpha + T)^-(r + x) + (m > 0) a / (b + m - 1) (alpha + t_x)^-(r + x) ]
 * </pre>
 *
 * where (r)_x = r (r + 1) ... (r + x - 1). The factors before the bracket need the numbers of
 * customers with more than i repeat purchases alone, and no gamma functions.
 */
final class PurchaseLikelihood implements Objective {

    private static final int R = 0;
    private static final int ALPHA = 1;
    private static final int A = 2;
    private static final int B = 3;

    private final PurchaseSample sample;
    private final PurchaseFamily family;
    private final double[] repeatsAbove;
    private final double[] chancesAbove;

    PurchaseLikelihood(PurchaseSample sample, PurchaseFamily family) {
        this.sample = sample;
        this.family = family;
        repeatsAbove = sample.customersAbove();
        int first = (int) family.chancesToLeave(0);
        chancesAbove = new double[repeatsAbove.length + first];
        for (int i = 0; i < chancesAbove.length; i++) {
            chancesAbove[i] = i < first ? sample.customers() : repeatsAbove[i - first];
        }
    }

    @Override
    public Evaluation at(double[] parameters) {
        Sums sums = new Sums(parameters);
        sums.addPurchases();
        sums.addChances();
        for (int i = 0; i < sample.size(); i++) {
            sums.addHistory(i);
        }
        return sums.evaluation();
    }

    /** One evaluation, while it is summed. */
    private final class Sums {
        private final double r;
        private final double alpha;
        private final double a;
        private final double b;
        private double value;
        private final double[] gradient = new double[4];
        private final double[][] hessian = new double[4][4];

        Sums(double[] parameters) {
            r = parameters[R];
            alpha = parameters[ALPHA];
            a = parameters[A];
            b = parameters[B];
        }

        /** log of (r)_x alpha^r. */
        void addPurchases() {
            double customers = sample.customers();
            value += customers * r * FastMath.log(alpha);
            gradient[R] += customers * FastMath.log(alpha);
            gradient[ALPHA] += customers * r / alpha;
            hessian[R][ALPHA] += customers / alpha;
            hessian[ALPHA][ALPHA] -= customers * r / (alpha * alpha);
            for (int i = 0; i < repeatsAbove.length; i++) {
                value += repeatsAbove[i] * FastMath.log(r + i);
                gradient[R] += repeatsAbove[i] / (r + i);
                hessian[R][R] -= repeatsAbove[i] / ((r + i) * (r + i));
            }
        }

        /** log of (b)_m / (a + b)_m. */
        void addChances() {
            for (int i = 0; i < chancesAbove.length; i++) {
                double stays = b + i;
                double both = a + b + i;
                double customers = chancesAbove[i];
                value += customers * FastMath.log(stays / both);
                gradient[A] -= customers / both;
                gradient[B] += customers / stays - customers / both;
                double second = customers / (both * both);
                hessian[A][A] += second;
                hessian[A][B] += second;
                hessian[B][B] += second - customers / (stays * stays);
            }
        }

        /** log of the bracket, the sum of somebody still there and somebody gone. */
        void addHistory(int index) {
            long x = sample.repeats(index);
            long chances = family.chancesToLeave(x);
            double customers = sample.customers(index);
            double power = r + x;
            double untilNow = alpha + sample.observed(index);
            double logNow = FastMath.log(untilNow);
            double here = -power * logNow;
            if (chances == 0) {
                value += customers * here;
                addPower(customers, power, untilNow, logNow);
                return;
            }
            double untilLast = alpha + sample.lastPurchase(index);
            double logLast = FastMath.log(untilLast);
            double stays = b + chances - 1;
            double logOdds = FastMath.log(a / stays) - power * (logLast - logNow);
            double gone = 1 / (1 + FastMath.exp(-logOdds));
            value += customers * (here + log1pExp(logOdds));
            addPower(customers * (1 - gone), power, untilNow, logNow);
            addPower(customers * gone, power, untilLast, logLast);
            addOdds(customers * gone, stays);
            double spread = customers * gone * (1 - gone);
            double[] slope = {
                logNow - logLast, power * (1 / untilNow - 1 / untilLast), 1 / a, -1 / stays
            };
            for (int i = 0; i < 4; i++) {
                for (int j = i; j < 4; j++) {
                    hessian[i][j] += spread * slope[i] * slope[j];
                }
            }
        }

        /** Derivatives of -(r + x) log(alpha + t). */
        private void addPower(double weight, double power, double until, double logUntil) {
            gradient[R] -= weight * logUntil;
            gradient[ALPHA] -= weight * power / until;
            hessian[R][ALPHA] -= weight / until;
            hessian[ALPHA][ALPHA] += weight * power / (until * until);
        }

        /** Derivatives of log(a / (b + m - 1)). */
        private void addOdds(double weight, double stays) {
            gradient[A] += weight / a;
            gradient[B] -= weight / stays;
            hessian[A][A] -= weight / (a * a);
            hessian[B][B] += weight / (stays * stays);
        }

        Evaluation evaluation() {
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < i; j++) {
                    hessian[i][j] = hessian[j][i];
                }
            }
            return new Evaluation(value, gradient, hessian);
        }
    }

    private static double log1pExp(double exponent) {
        return exponent > 0
                ? exponent + FastMath.log1p(FastMath.exp(-exponent))
                : FastMath.log1p(FastMath.exp(exponent));
    }
}
