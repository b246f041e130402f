package io.clientele.analytics.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.clientele.analytics.evaluate.Probabilities;
import io.clientele.analytics.evaluate.Ranks;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FtrlProximalTest {

    /** McMahan et al. 2013, algorithm 1, by hand: p = 1/2, g = -1/2, sigma = 1/2 / alpha. */
    @Test
    void the_first_step_is_that_of_the_paper() {
        FtrlProximal learner = new FtrlProximal(new FtrlSettings(0.1, 1, 0.2, 3), 2);

        learner.learn(new double[] {1, 0}, 1, 1);

        double expected = (0.5 - 0.2) / ((1 + 0.5) / 0.1 + 3);
        assertThat(learner.weights()).containsExactly(new double[] {expected, 0}, within(1e-15));
    }

    @Test
    void a_weak_coordinate_stays_at_zero_under_l1() {
        FtrlProximal learner = new FtrlProximal(new FtrlSettings(0.1, 1, 30, 0), 2);
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            int label = random.nextInt(2);
            learner.learn(new double[] {label - 0.5, random.nextGaussian() / 10}, label, 1);
        }

        assertThat(learner.weights()[0]).isGreaterThan(1);
        assertThat(learner.weights()[1]).isZero();
    }

    @Test
    void it_finds_the_odds_that_labels_were_drawn_with() {
        double[] truth = {-0.5, 1, -2};
        FtrlProximal learner = new FtrlProximal(new FtrlSettings(0.05, 1, 0, 0), 3);
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            double[] x = {1, random.nextGaussian(), random.nextGaussian()};
            double logOdds = truth[0] + truth[1] * x[1] + truth[2] * x[2];
            learner.learn(x, random.nextDouble() < Logistic.probability(logOdds) ? 1 : 0, 1);
        }

        assertThat(learner.weights()).containsExactly(truth, within(0.1));
    }

    @Test
    void other_settings_keep_what_was_learnt() {
        FtrlProximal learner = new FtrlProximal(new FtrlSettings(0.05, 1, 0.5, 1), 4);
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            double[] x = {1, random.nextGaussian(), random.nextGaussian() / 50, 0};
            learner.learn(x, x[1] + random.nextGaussian() > 0 ? 1 : 0, 1);
        }
        FtrlProximal other = learner.learningBy(new FtrlSettings(0.2, 3, 0.1, 20));

        assertThat(other.weights()).containsExactly(learner.weights(), within(1e-12));
        double before = other.weights()[1];
        other.learn(new double[] {0, 1, 0, 0}, 1, 1);
        assertThat(other.weights()[1]).isGreaterThan(before);
    }

    @Test
    void settings_out_of_range_are_refused() {
        assertThatThrownBy(() -> new FtrlSettings(0, 1, 0, 0))
                .hasMessage("alpha: 0.0, expected a number greater than 0");
    }

    @Test
    void calibration_finds_how_log_odds_were_distorted() {
        RunningCalibration calibration = new RunningCalibration();
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            double truth = random.nextGaussian();
            int label = random.nextDouble() < Logistic.probability(truth) ? 1 : 0;
            calibration.add((truth - 0.4) * 2, label);
        }

        PlattScaling fit = calibration.fit();

        assertThat(fit.slope()).isCloseTo(0.5, within(0.03));
        assertThat(fit.intercept()).isCloseTo(0.4, within(0.03));
        assertThat(fit.probability(0)).isCloseTo(Logistic.probability(0.4), within(0.01));
    }

    @Test
    void a_calibration_without_labels_changes_nothing_and_one_class_keeps_it_finite() {
        RunningCalibration calibration = new RunningCalibration();
        assertThat(calibration.fit()).isEqualTo(PlattScaling.IDENTITY);
        for (int i = 0; i < 100; i++) {
            calibration.add(2, 0);
        }

        PlattScaling fit = calibration.fit();

        assertThat(fit.probability(2)).isBetween(1e-6, 0.1);
        assertThat(fit.slope()).isPositive();
    }

    @Property(tries = 100, seed = "1")
    void running_figures_equal_those_over_all_predictions(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 300) int count) {
        Random random = new Random(seed);
        Outcomes first = new Outcomes();
        Outcomes second = new Outcomes();
        double[] risks = new double[count];
        boolean[] churned = new boolean[count];
        for (int i = 0; i < count; i++) {
            risks[i] = (random.nextInt(1_000) + 0.5) / 1_000;
            churned[i] = i == 0 || (i > 1 && random.nextDouble() < risks[i]);
            (random.nextBoolean() ? first : second).add(risks[i], churned[i] ? 1 : 0);
        }

        first.add(second);
        ModelFigures figures = first.figures();

        assertThat(figures.labels()).isEqualTo(count);
        assertThat(figures.auc()).isCloseTo(Ranks.areaUnderCurve(risks, churned), within(1e-9));
        assertThat(figures.brier()).isCloseTo(Probabilities.brier(risks, churned), within(1e-9));
        assertThat(figures.logLoss())
                .isCloseTo(Probabilities.logLoss(risks, churned), within(1e-9));
        assertThat(figures.baseRateBrier())
                .isCloseTo(Probabilities.baseRateBrier(churned), within(1e-9));
    }
}
