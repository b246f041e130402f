package io.clientele.analytics.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.clientele.analytics.evaluate.Probabilities.Bin;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EvaluateTest {

    private static double[] scores(Random random, int count, int different) {
        return random.ints(count, 0, different).mapToDouble(i -> i / (double) different).toArray();
    }

    private static boolean[] outcomes(Random random, int count) {
        boolean[] outcomes = new boolean[count];
        for (int i = 0; i < count; i++) {
            outcomes[i] = random.nextInt(3) == 0;
        }
        return outcomes;
    }

    @Property(tries = 300, seed = "1")
    void the_area_is_the_share_of_pairs_in_the_right_order(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int count,
            @ForAll @IntRange(min = 1, max = 30) int different) {
        Random random = new Random(seed);
        double[] scores = scores(random, count, different);
        boolean[] happened = outcomes(random, count);
        double right = 0;
        double pairs = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                if (happened[i] && !happened[j]) {
                    pairs++;
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        double area = Ranks.areaUnderCurve(scores, happened);

        if (pairs == 0) {
            assertThat(area).isNaN();
        } else {
            assertThat(area).isCloseTo(right / pairs, within(1e-12));
        }
    }

    @Test
    void the_area_of_a_published_example() {
        // The example of scikit-learn's roc_auc_score.
        assertThat(
                        Ranks.areaUnderCurve(
                                new double[] {0.1, 0.4, 0.35, 0.8},
                                new boolean[] {false, false, true, true}))
                .isEqualTo(0.75);
    }

    /** 1 - 6 sum of d^2 / (n (n^2 - 1)), which holds without ties. */
    @Property(tries = 200, seed = "2")
    void spearman_is_the_textbook_formula_where_nothing_ties(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int count) {
        Random random = new Random(seed);
        double[] one = random.doubles(count).toArray();
        double[] other = random.doubles(count).toArray();
        double[] ranks = Ranks.of(one);
        double[] otherRanks = Ranks.of(other);
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += Math.pow(ranks[i] - otherRanks[i], 2);
        }
        double n = count;

        assertThat(Ranks.spearman(one, other))
                .isCloseTo(1 - 6 * squares / (n * (n * n - 1)), within(1e-12));
    }

    @Test
    void equal_values_share_the_mean_of_their_ranks() {
        assertThat(Ranks.of(new double[] {3, 1, 3, 2, -0.0, 0.0}))
                .containsExactly(5.5, 3, 5.5, 4, 1.5, 1.5);
        assertThat(Ranks.spearman(new double[] {1, 2, 2, 3}, new double[] {10, 20, 20, 90}))
                .isCloseTo(1, within(1e-12));
        assertThat(Ranks.spearman(new double[] {1, 1}, new double[] {1, 2})).isNaN();
    }

    @Test
    void errors_are_means_of_differences() {
        double[] forecasts = {3, -0.5, 2, 7};
        double[] outcomes = {2.5, 0, 2, 8};

        assertThat(Errors.meanAbsolute(forecasts, outcomes)).isEqualTo(0.5);
        assertThat(Errors.rootMeanSquare(forecasts, outcomes))
                .isCloseTo(Math.sqrt(0.375), within(1e-12));
    }

    @Test
    void scores_of_probabilities() {
        double[] probabilities = {0.1, 0.9, 0.8, 0.3};
        boolean[] happened = {false, true, true, false};

        assertThat(Probabilities.brier(probabilities, happened)).isCloseTo(0.0375, within(1e-12));
        assertThat(Probabilities.logLoss(probabilities, happened))
                .isCloseTo(
                        -(Math.log(0.9) + Math.log(0.9) + Math.log(0.8) + Math.log(0.7)) / 4,
                        within(1e-12));
        assertThat(Probabilities.baseRateBrier(happened)).isEqualTo(0.25);
        assertThat(Probabilities.logLoss(new double[] {0}, new boolean[] {true}))
                .isCloseTo(34.5, within(0.1));
    }

    @Property(tries = 200, seed = "3")
    void bins_hold_every_forecast_once_and_never_part_equal_ones(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int count,
            @ForAll @IntRange(min = 1, max = 40) int different,
            @ForAll @IntRange(min = 1, max = 15) int most) {
        Random random = new Random(seed);
        double[] probabilities = scores(random, count, different);
        boolean[] happened = outcomes(random, count);

        List<Bin> bins = Probabilities.calibration(probabilities, happened, most);

        assertThat(bins).hasSizeBetween(1, most);
        assertThat(bins.stream().mapToLong(Bin::forecasts).sum()).isEqualTo(count);
        for (int i = 1; i < bins.size(); i++) {
            assertThat(bins.get(i).lowest()).isGreaterThan(bins.get(i - 1).highest());
        }
        for (Bin bin : bins) {
            double came = 0;
            double sum = 0;
            for (int i = 0; i < count; i++) {
                if (probabilities[i] >= bin.lowest() && probabilities[i] <= bin.highest()) {
                    came += happened[i] ? 1 : 0;
                    sum += probabilities[i];
                }
            }
            assertThat(bin.happened()).isEqualTo(came / bin.forecasts());
            assertThat(bin.mean()).isCloseTo(sum / bin.forecasts(), within(1e-12));
        }
    }

    @Test
    void a_forecast_that_is_right_on_average_has_no_calibration_error() {
        List<Bin> bins =
                Probabilities.calibration(
                        new double[] {0.5, 0.5, 0, 1},
                        new boolean[] {true, false, false, true},
                        10);

        assertThat(bins).hasSize(3);
        assertThat(Probabilities.calibrationError(bins)).isZero();
    }

    @Test
    void what_does_not_fit_together_is_named() {
        assertThatThrownBy(() -> Ranks.areaUnderCurve(new double[2], new boolean[3]))
                .hasMessage("happened: 3 values, expected 2");
        assertThatThrownBy(() -> Ranks.spearman(new double[] {Double.NaN}, new double[1]))
                .hasMessage("value 0: NaN, expected a number");
        assertThatThrownBy(() -> Probabilities.brier(new double[] {1.5}, new boolean[1]))
                .hasMessage("probability: 1.5, expected 0 to 1");
        assertThatThrownBy(() -> Probabilities.calibration(new double[1], new boolean[1], 0))
                .hasMessage("most: 0, expected 1 or more");
    }
}
