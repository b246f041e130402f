package io.clientele.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.clientele.analytics.value.Objective.Evaluation;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;

class LikelihoodTest {

    private static PurchaseSample purchases() {
        PurchaseSample sample = new PurchaseSample();
        sample.add(new PurchaseHistory(0, 0, 30), 7);
        sample.add(new PurchaseHistory(1, 0.5, 38), 3);
        sample.add(new PurchaseHistory(2, 20, 21), 2);
        sample.add(new PurchaseHistory(9, 36, 36), 1);
        sample.add(new PurchaseHistory(25, 12, 39), 1);
        return sample;
    }

    private static SpendSample spend() {
        SpendSample sample = new SpendSample();
        sample.add(1, 12, 5);
        sample.add(1, 230, 1);
        sample.add(3, 99.5, 2);
        sample.add(20, 700, 1);
        return sample;
    }

    /** Equation 6 of Fader, Hardie and Lee 2005, term by term as it is printed. */
    @Test
    void the_likelihood_of_bg_nbd_is_that_of_the_paper() {
        double r = 0.4;
        double alpha = 5;
        double a = 0.7;
        double b = 2.2;
        PurchaseSample sample = purchases();
        double expected = 0;
        for (int i = 0; i < sample.size(); i++) {
            long x = sample.repeats(i);
            double here =
                    Math.exp(logBeta(a, b + x) - logBeta(a, b))
                            * Math.pow(alpha + sample.observed(i), -(r + x));
            double gone =
                    x == 0
                            ? 0
                            : Math.exp(logBeta(a + 1, b + x - 1) - logBeta(a, b))
                                    * Math.pow(alpha + sample.lastPurchase(i), -(r + x));
            expected +=
                    sample.customers(i)
                            * (Gamma.logGamma(r + x)
                                    - Gamma.logGamma(r)
                                    + r * Math.log(alpha)
                                    + Math.log(here + gone));
        }

        assertThat(PurchaseFit.logLikelihood(new BgNbd(r, alpha, a, b), sample))
                .isCloseTo(expected, within(1e-9));
    }

    private static double logBeta(double a, double b) {
        return Gamma.logGamma(a) + Gamma.logGamma(b) - Gamma.logGamma(a + b);
    }

    @Property(tries = 200, seed = "1")
    void derivatives_of_the_purchase_models_are_the_slopes(
            @ForAll PurchaseFamily family,
            @ForAll @DoubleRange(min = 0.1, max = 4) double r,
            @ForAll @DoubleRange(min = 1, max = 30) double alpha,
            @ForAll @DoubleRange(min = 0.1, max = 4) double a,
            @ForAll @DoubleRange(min = 0.1, max = 9) double b) {
        assertDerivatives(
                new PurchaseLikelihood(purchases(), family), new double[] {r, alpha, a, b});
    }

    @Property(tries = 200, seed = "2")
    void derivatives_of_gamma_gamma_are_the_slopes(
            @ForAll @DoubleRange(min = 0.3, max = 20) double p,
            @ForAll @DoubleRange(min = 1.1, max = 20) double q,
            @ForAll @DoubleRange(min = 1, max = 200) double gamma) {
        assertDerivatives(new SpendLikelihood(spend()), new double[] {p, q, gamma});
    }

    private static void assertDerivatives(Objective objective, double[] at) {
        Evaluation here = objective.at(at);
        for (int i = 0; i < at.length; i++) {
            double step = 1e-5 * at[i];
            double[] more = at.clone();
            double[] less = at.clone();
            more[i] += step;
            less[i] -= step;
            Evaluation above = objective.at(more);
            Evaluation below = objective.at(less);
            double slope = (above.value() - below.value()) / (2 * step);
            assertThat(here.slope(i)).isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
            for (int j = 0; j < at.length; j++) {
                double bend = (above.slope(j) - below.slope(j)) / (2 * step);
                assertThat(here.bend(i, j)).isCloseTo(bend, within(1e-4 * (1 + Math.abs(bend))));
            }
        }
    }
}
