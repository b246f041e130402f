package io.clientele.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class PurchaseModelTest {

    /**
     * Fader, Hardie and Lee 2005, table 2, with more digits than its 0.243, 4.414, 0.793, 2.426.
     */
    private static final BgNbd CDNOW = new BgNbd(0.2425945, 4.4136019, 0.7929199, 2.4258881);

    /** Their spreadsheet's customer 1. */
    @Test
    void a_published_forecast_of_a_customer() {
        PurchaseHistory history = new PurchaseHistory(2, 30.43, 38.86);

        assertThat(CDNOW.expectedPurchases(history, 39)).isCloseTo(1.226, within(0.0005));
    }

    /** Their spreadsheet's sheet of cumulative repeat sales. */
    @Test
    void published_forecasts_of_a_new_customer() {
        double[] weeks = {1 / 7.0, 1, 3, 31 + 6 / 7.0, 32, 78};
        double[] published = {0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576};
        for (int i = 0; i < weeks.length; i++) {
            assertThat(CDNOW.expectedPurchases(weeks[i])).isCloseTo(published[i], within(0.0005));
        }
    }

    @Test
    void a_one_time_buyer_is_surely_there_by_bg_nbd_and_doubtful_by_mbg_nbd() {
        PurchaseHistory silent = new PurchaseHistory(0, 0, 40);

        assertThat(CDNOW.probabilityAlive(silent)).isEqualTo(1);
        assertThat(new MbgNbd(0.525, 6.183, 0.891, 1.614).probabilityAlive(silent))
                .isBetween(0.2, 0.5);
    }

    @Test
    void whoever_has_just_bought_is_there_unless_this_was_the_last_time() {
        PurchaseHistory now = new PurchaseHistory(3, 20, 20);

        assertThat(CDNOW.probabilityAlive(now))
                .isCloseTo((CDNOW.b() + 2) / (CDNOW.a() + CDNOW.b() + 2), within(1e-12));
        assertThat(new MbgNbd(0.243, 4.414, 0.793, 2.426).probabilityAlive(now))
                .isCloseTo((2.426 + 3) / (0.793 + 2.426 + 3), within(1e-12));
    }

    /** Equation 10 as printed, with the series of 2F1, where that keeps its digits. */
    @Property(tries = 500, seed = "1")
    void expected_purchases_are_those_of_equation_10(
            @ForAll @DoubleRange(min = 0.1, max = 5) double r,
            @ForAll @DoubleRange(min = 1, max = 50) double alpha,
            @ForAll @DoubleRange(min = 1.2, max = 6) double a,
            @ForAll @DoubleRange(min = 0.2, max = 9) double b,
            @ForAll @IntRange(min = 1, max = 25) int x,
            @ForAll @DoubleRange(min = 0, max = 50) double tx,
            @ForAll @DoubleRange(min = 0, max = 50) double silent,
            @ForAll @DoubleRange(min = 0.1, max = 60) double t) {
        double until = alpha + tx + silent;
        double hypergeometric = hypergeometric(r + x, b + x, a + b + x - 1, t / (until + t));
        double numerator =
                (a + b + x - 1)
                        / (a - 1)
                        * (1 - Math.pow(until / (until + t), r + x) * hypergeometric);
        double denominator = 1 + a / (b + x - 1) * Math.pow(until / (alpha + tx), r + x);
        PurchaseHistory history = new PurchaseHistory(x, tx, tx + silent);

        assertThat(new BgNbd(r, alpha, a, b).expectedPurchases(history, t))
                .isCloseTo(numerator / denominator, within(1e-8 * (1 + numerator)));
    }

    private static double hypergeometric(double a, double b, double c, double z) {
        double term = 1;
        double sum = 1;
        for (int k = 0; k < 100_000 && Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
            term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
            sum += term;
        }
        return sum;
    }

    /** Averages over lambda and p, with Bayes' weights. */
    @Property(tries = 12, seed = "2")
    void closed_forms_are_the_averages_over_rates_and_dropouts(
            @ForAll PurchaseFamily family,
            @ForAll @IntRange(min = 0, max = 6) int x,
            @ForAll @DoubleRange(min = 0, max = 20) double silent,
            @ForAll @DoubleRange(min = 1, max = 52) double t) {
        PurchaseModel model = family.with(0.8, 6, 1, 2.5);
        double tx = 3.0 * x;
        PurchaseHistory history = new PurchaseHistory(x, tx, tx + silent);
        long chances = family.chancesToLeave(x);
        RandomDataGenerator random = new RandomDataGenerator(7);
        double all = 0;
        double alive = 0;
        double none = 0;
        double purchases = 0;
        for (int i = 0; i < 400_000; i++) {
            double rate = random.nextGamma(model.r(), 1 / model.alpha());
            double p = random.nextBeta(model.a(), model.b());
            double bought = Math.pow(rate, x);
            double stayed = Math.pow(1 - p, (double) chances);
            double here = bought * stayed * Math.exp(-rate * history.observed());
            double gone = chances == 0 ? 0 : bought * p / (1 - p) * stayed * Math.exp(-rate * tx);
            all += here + gone;
            alive += here;
            none += gone + here * Math.exp(-rate * t);
            purchases += here * -Math.expm1(-rate * p * t) / p;
        }

        assertThat(model.probabilityAlive(history)).isCloseTo(alive / all, within(0.01));
        assertThat(model.probabilityOfNoPurchase(history, t)).isCloseTo(none / all, within(0.01));
        assertThat(model.expectedPurchases(history, t))
                .isCloseTo(purchases / all, withinPercentage(3));
    }

    /** Of customers who look alike, as many buy again as the models say. */
    @Test
    void forecasts_come_true_on_average_for_simulated_customers() {
        for (PurchaseFamily family : PurchaseFamily.values()) {
            PurchaseModel model = family.with(0.8, 6, 0.9, 2);
            RandomDataGenerator random = new RandomDataGenerator(11);
            TreeMap<String, double[]> groups = new TreeMap<>();
            for (int i = 0; i < 200_000; i++) {
                SimulatedCustomer customer = SimulatedCustomer.of(model, 60, random);
                PurchaseHistory history = customer.at(30);
                String group =
                        "x %d, t_x %d"
                                .formatted(
                                        Math.min(4, history.repeats()),
                                        (int) (history.lastPurchase() / 10));
                double[] sums = groups.computeIfAbsent(group, any -> new double[5]);
                sums[0]++;
                sums[1] += customer.between(30, 60) == 0 ? 1 : 0;
                sums[2] += model.probabilityOfNoPurchase(history, 30);
                sums[3] += customer.between(30, 60);
                sums[4] += model.expectedPurchases(history, 30);
            }
            groups.values().removeIf(sums -> sums[0] < 1000);
            assertThat(groups).hasSizeGreaterThan(9);
            groups.forEach(
                    (group, sums) -> {
                        double count = sums[0];
                        assertThat(sums[2] / count)
                                .as("%s: no purchase, %s", family, group)
                                .isCloseTo(sums[1] / count, within(2 / Math.sqrt(count)));
                        assertThat(sums[4] / count)
                                .as("%s: purchases, %s", family, group)
                                .isCloseTo(sums[3] / count, within(0.01 + 0.08 * sums[3] / count));
                    });
        }
    }

    @Property(tries = 300, seed = "3")
    void expected_purchases_hold_where_the_printed_form_loses_its_digits(
            @ForAll @IntRange(min = -1_000, max = 1_000) int billionthsBesideOne,
            @ForAll @IntRange(min = 0, max = 5_000) int x,
            @ForAll @DoubleRange(min = 0.01, max = 500) double t) {
        double weeks = 1 + x / 6.0;
        PurchaseHistory history = new PurchaseHistory(x, weeks, weeks);
        double beside =
                new BgNbd(0.5, 8, 1 + 1e-9 * billionthsBesideOne, 3).expectedPurchases(history, t);
        double at = new BgNbd(0.5, 8, 1, 3).expectedPurchases(history, t);

        assertThat(beside).isFinite().isPositive().isCloseTo(at, withinPercentage(1e-3));
        assertThat(at).isLessThanOrEqualTo((0.5 + x) / (8 + weeks) * t * (1 + 1e-9));
    }

    @Property(tries = 300, seed = "4")
    void the_slope_of_expected_purchases_is_the_rate_of_those_still_there(
            @ForAll @DoubleRange(min = 0.05, max = 4) double a,
            @ForAll @IntRange(min = 0, max = 40) int x,
            @ForAll @DoubleRange(min = 0.5, max = 100) double observed) {
        MbgNbd model = new MbgNbd(0.7, 9, a, 2);
        PurchaseHistory history = new PurchaseHistory(x, x == 0 ? 0 : observed / 2, observed);
        double step = 1e-5;

        double slope = model.expectedPurchases(history, step) / step;

        assertThat(slope)
                .isCloseTo(
                        model.probabilityAlive(history) * (0.7 + x) / (9 + observed),
                        withinPercentage(0.01));
    }

    @Test
    void discounted_purchases_lie_between_none_and_all() {
        PurchaseHistory history = new PurchaseHistory(2, 30, 39);
        double undiscounted = CDNOW.expectedPurchases(history, 365 / 7.0);

        assertThat(CDNOW.discountedPurchases(history, new Discounting(365, 0)))
                .isCloseTo(undiscounted, within(1e-9));
        assertThat(CDNOW.discountedPurchases(history, Discounting.ONE_YEAR))
                .isBetween(undiscounted / 1.1, undiscounted);
        double byHand = 0;
        for (int month = 1; month <= 12; month++) {
            double bought =
                    CDNOW.expectedPurchases(history, month * 365 / 84.0)
                            - CDNOW.expectedPurchases(history, (month - 1) * 365 / 84.0);
            byHand += bought / Math.pow(1.1, month / 12.0);
        }
        assertThat(CDNOW.discountedPurchases(history, Discounting.ONE_YEAR))
                .isCloseTo(byHand, within(1e-9));
    }

    @Test
    void what_is_out_of_range_is_named() {
        assertThatThrownBy(() -> new BgNbd(0, 1, 1, 1))
                .hasMessage("r: 0.0, expected a number greater than 0");
        assertThatThrownBy(() -> new MbgNbd(1, Double.NaN, 1, 1))
                .hasMessage("alpha: NaN, expected a number greater than 0");
        assertThatThrownBy(() -> new PurchaseHistory(1, 3, 2))
                .hasMessage(
                        "lastPurchase: 3.0, observed: 2.0, expected 0 <= lastPurchase <= observed");
        assertThatThrownBy(() -> new Discounting(0, 0.1))
                .hasMessage("horizonDays: 0, expected 1 to 36525");
        assertThatThrownBy(() -> new Discounting(365, -0.1))
                .hasMessage("annualRate: -0.1, expected 0 to 10");
    }
}
