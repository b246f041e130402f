package io.clientele.analytics.value;

import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;

/**
 * The log-likelihood of p, q, gamma: Fader and Hardie 2013, equation 1a. A customer with the mean z
 * over x purchases contributes
 *
 * <pre>
 *   log Gamma(p x + q) - log Gamma(p x) - log Gamma(q) + q log gamma
 *     + (p x - 1) log z + p x log x - (p x + q) log(gamma + x z)
 * </pre>
 */
final class SpendLikelihood implements Objective {

    private final SpendSample sample;

    SpendLikelihood(SpendSample sample) {
        this.sample = sample;
    }

    @Override
    public Evaluation at(double[] parameters) {
        Sums sums = new Sums(parameters[0], parameters[1], parameters[2]);
        for (int i = 0; i < sample.size(); i++) {
            sums.add(sample.repeats(i), sample.spent(i), sample.customers(i));
        }
        return sums.evaluation();
    }

    /** One evaluation, while it is summed. */
    private static final class Sums {
        private final double p;
        private final double q;
        private final double gamma;
        private final double ofAll;
        private final double slopeOfAll;
        private final double bendOfAll;
        private long repeats;
        private double logGammas;
        private double bothSlope;
        private double ownSlope;
        private double bothBend;
        private double ownBend;
        private double value;
        private final double[] gradient = new double[3];
        private final double[][] hessian = new double[3][3];

        Sums(double p, double q, double gamma) {
            this.p = p;
            this.q = q;
            this.gamma = gamma;
            ofAll = q * FastMath.log(gamma) - Gamma.logGamma(q);
            slopeOfAll = FastMath.log(gamma) - Gamma.digamma(q);
            bendOfAll = Gamma.trigamma(q);
        }

        void add(long x, double spent, double customers) {
            if (x != repeats) {
                repeats = x;
                logGammas = Gamma.logGamma(p * x + q) - Gamma.logGamma(p * x);
                bothSlope = Gamma.digamma(p * x + q);
                ownSlope = Gamma.digamma(p * x);
                bothBend = Gamma.trigamma(p * x + q);
                ownBend = Gamma.trigamma(p * x);
            }
            double logSpent = FastMath.log(spent);
            double all = gamma + spent;
            double logAll = FastMath.log(all);
            double shape = p * x + q;
            // (p x - 1) log z + p x log x = p x log(x z) - log z
            double logMean = logSpent - FastMath.log((double) x);
            value += customers * (logGammas + ofAll + p * x * logSpent - logMean - shape * logAll);
            gradient[0] += customers * x * (bothSlope - ownSlope + logSpent - logAll);
            gradient[1] += customers * (bothSlope + slopeOfAll - logAll);
            gradient[2] += customers * (q / gamma - shape / all);
            hessian[0][0] += customers * x * x * (bothBend - ownBend);
            hessian[0][1] += customers * x * bothBend;
            hessian[0][2] -= customers * x / all;
            hessian[1][1] += customers * (bothBend - bendOfAll);
            hessian[1][2] += customers * (1 / gamma - 1 / all);
            hessian[2][2] += customers * (shape / (all * all) - q / (gamma * gamma));
        }

        Evaluation evaluation() {
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < i; j++) {
                    hessian[i][j] = hessian[j][i];
                }
            }
            return new Evaluation(value, gradient, hessian);
        }
    }
}
