package io.clientele.analytics.anomaly.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.clientele.analytics.anomaly.nab.LabelledSeries.Point;
import io.clientele.analytics.anomaly.nab.NabScoring.Scored;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures of Lavin and Ahmad 2015, and sums by hand. */
class NabScoringTest {

    private static final NabScoring STANDARD = new NabScoring(NabProfile.STANDARD);

    @Test
    void the_sigmoid_is_that_of_the_paper() {
        assertThat(NabScoring.sigmoid(-1)).isCloseTo(0.98661, within(5e-6));
        assertThat(NabScoring.sigmoid(-0.5)).isCloseTo(0.84828, within(5e-6));
        assertThat(NabScoring.sigmoid(0)).isZero();
        assertThat(NabScoring.sigmoid(1)).isCloseTo(-0.98661, within(5e-6));
        assertThat(NabScoring.sigmoid(3)).isEqualTo(-1);
    }

    @Test
    void the_probationary_period_is_15_percent_and_at_most_750_points() {
        assertThat(NabScoring.probationaryPoints(100)).isEqualTo(15);
        assertThat(NabScoring.probationaryPoints(101)).isEqualTo(15);
        assertThat(NabScoring.probationaryPoints(5_000)).isEqualTo(750);
        assertThat(NabScoring.probationaryPoints(22_695)).isEqualTo(750);
    }

    @Test
    void finding_nothing_costs_a_false_negative_a_window() {
        assertThat(score(series(100, 40, 49, 70, 79))).isEqualTo(-2);
    }

    @Test
    void finding_the_first_point_of_each_window_is_perfect() {
        LabelledSeries series = series(100, 40, 49, 70, 79);
        assertThat(score(series, 40, 70)).isEqualTo(2);
        assertThat(normalised(series, 40, 70)).isEqualTo(100);
        assertThat(normalised(series)).isZero();
    }

    @Test
    void of_the_detections_in_a_window_the_earliest_counts() {
        LabelledSeries series = series(100, 40, 49);
        // The sixth of ten points lies at -0.5.
        double middle = 0.84828 / 0.98661;
        assertThat(score(series, 45)).isCloseTo(middle, within(1e-5));
        assertThat(score(series, 45, 46, 49)).isCloseTo(middle, within(1e-5));
        assertThat(score(series, 41, 45)).isGreaterThan(middle);
    }

    @Test
    void a_false_positive_costs_the_more_the_farther_it_is_behind_a_window() {
        LabelledSeries series = series(200, 40, 49);
        assertThat(score(series, 40, 58)).isCloseTo(1 - 0.11 * 0.98661, within(1e-6));
        assertThat(score(series, 40, 50))
                .isCloseTo(1 + 0.11 * (2 / (1 + Math.exp(5.0 / 9)) - 1), within(1e-12));
        assertThat(score(series, 40, 150)).isCloseTo(0.89, within(1e-12));
    }

    @Test
    void before_the_first_window_a_false_positive_costs_all_of_it() {
        assertThat(score(series(100, 40, 49), 39, 40)).isCloseTo(0.89, within(1e-12));
    }

    @Test
    void nothing_counts_in_the_probationary_period() {
        assertThat(score(series(100, 40, 49), 0, 14, 40)).isEqualTo(1);
        assertThat(score(series(100, 40, 49), 15, 40)).isCloseTo(0.89, within(1e-12));
    }

    @Test
    void profiles_weigh_false_positives_and_misses() {
        LabelledSeries series = series(100, 40, 49, 70, 79);
        Scored scored = scored(series, 20, 40);
        assertThat(STANDARD.score(scored, 1)).isCloseTo(1 - 1 - 0.11, within(1e-12));
        assertThat(new NabScoring(NabProfile.LOW_FALSE_POSITIVES).score(scored, 1))
                .isCloseTo(1 - 1 - 0.22, within(1e-12));
        assertThat(new NabScoring(NabProfile.LOW_FALSE_NEGATIVES).score(scored, 1))
                .isCloseTo(1 - 2 - 0.11, within(1e-12));
    }

    @Test
    void one_threshold_is_the_best_of_all_series_together() {
        LabelledSeries one = series(100, 40, 49);
        LabelledSeries other = series(100, 60, 69);
        double[] scores = new double[100];
        scores[40] = 0.9;
        scores[80] = 0.5;
        double[] others = new double[100];
        others[60] = 0.7;
        others[20] = 0.6;
        List<Scored> corpus = List.of(new Scored(one, scores), new Scored(other, others));
        assertThat(STANDARD.bestThreshold(corpus)).isEqualTo(0.7);
        assertThat(STANDARD.normalised(corpus, 0.7)).isEqualTo(100);
        // At 0.5 both false positives count as well: (2 - 0.11 - 0.11 + 2) / 4.
        assertThat(STANDARD.normalised(corpus, 0.5)).isCloseTo(94.5, within(0.01));
    }

    @Test
    void the_best_threshold_is_the_best_of_all_thresholds_one_by_one() {
        LabelledSeries series = series(300, 100, 129, 200, 229);
        double[] scores =
                IntStream.range(0, 300)
                        .mapToDouble(index -> (index * 7_919 % 101) / 101.0)
                        .toArray();
        Scored scored = new Scored(series, scores);
        double best =
                IntStream.rangeClosed(0, 101)
                        .mapToDouble(step -> STANDARD.score(scored, step / 101.0))
                        .max()
                        .orElseThrow();
        double threshold = STANDARD.bestThreshold(List.of(scored));
        assertThat(STANDARD.score(scored, threshold)).isCloseTo(best, within(1e-9));
    }

    private static double score(LabelledSeries series, int... detections) {
        return STANDARD.score(scored(series, detections), 1);
    }

    private static double normalised(LabelledSeries series, int... detections) {
        return STANDARD.normalised(List.of(scored(series, detections)), 1);
    }

    private static Scored scored(LabelledSeries series, int... detections) {
        double[] scores = new double[series.points().size()];
        for (int detection : detections) {
            scores[detection] = 1;
        }
        return new Scored(series, scores);
    }

    private static LabelledSeries series(int length, int... bounds) {
        List<Point> points =
                IntStream.range(0, length).mapToObj(index -> new Point(index, index)).toList();
        List<AnomalyWindow> windows =
                IntStream.range(0, bounds.length / 2)
                        .mapToObj(
                                number ->
                                        new AnomalyWindow(
                                                bounds[2 * number], bounds[2 * number + 1]))
                        .toList();
        return new LabelledSeries("series", points, windows);
    }
}
