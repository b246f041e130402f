package io.clientele.analytics.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Hourly series of a shop that is busier by day. */
class SeasonalDetectorTest {

    private static final long HOUR = 3_600_000;
    private static final int WEEKS = 8;
    private static final int HOURS = WEEKS * 7 * 24;
    private static final DetectorSettings SETTINGS = new DetectorSettings(0.9, 14 * 24 * HOUR, 0);

    @Test
    void a_constant_series_never_raises() {
        for (double value : new double[] {0, 1, -3.5, 1e12}) {
            SeasonalDetector detector = new SeasonalDetector(SETTINGS);
            for (int hour = 0; hour < HOURS; hour++) {
                assertThat(detector.observe(hour * HOUR, value).raised()).isFalse();
            }
        }
    }

    @Test
    void what_leaves_a_constant_series_is_raised() {
        SeasonalDetector detector = new SeasonalDetector(SETTINGS);
        for (int hour = 0; hour < HOURS; hour++) {
            detector.observe(hour * HOUR, 5);
        }
        assertThat(detector.observe(HOURS * HOUR, 6).raised()).isTrue();
    }

    @Test
    void a_series_and_its_multiples_and_shifts_have_the_same_scores() {
        double[] series = season(1);
        series[1_000] += 60;
        for (double factor : new double[] {1e-6, 1_000}) {
            SeasonalDetector one = new SeasonalDetector(SETTINGS);
            SeasonalDetector other = new SeasonalDetector(SETTINGS);
            for (int hour = 0; hour < HOURS; hour++) {
                Verdict here = one.observe(hour * HOUR, series[hour]);
                Verdict there = other.observe(hour * HOUR, series[hour] * factor + 7 * factor);
                assertThat(there.score()).isCloseTo(here.score(), within(1e-3));
                assertThat(there.raised()).isEqualTo(here.raised());
            }
        }
    }

    @Test
    void a_spike_is_raised_once_with_its_expected_range() {
        double[] series = season(2);
        series[1_000] += 60;
        Verdict verdict = run(series).get(1_000);
        assertThat(verdict.raised()).isTrue();
        assertThat(verdict.score()).isGreaterThan(0.9);
        assertThat(series[1_000]).isGreaterThan(verdict.high());
        assertThat(series[1_000] - 60).isBetween(verdict.low(), verdict.high());
        assertThat(raisedIn(run(series), 990, 1_010)).containsExactly(1_000);
    }

    @Test
    void a_value_that_is_usual_by_day_is_unusual_by_night() {
        double[] series = season(3);
        int threeAtNight = 41 * 24 + 3;
        series[threeAtNight] = 100 + 40;
        assertThat(run(series).get(threeAtNight).raised()).isTrue();
        assertThat(run(season(3)).get(41 * 24 + 15).raised()).isFalse();
    }

    @Test
    void a_lasting_excursion_is_one_incident_until_it_has_recovered() {
        double[] series = season(4);
        for (int hour = 1_000; hour < 1_006; hour++) {
            series[hour] -= 60;
        }
        List<Verdict> verdicts = run(series);
        assertThat(raisedIn(verdicts, 995, 1_030)).containsExactly(1_000);
        assertThat(verdicts.subList(1_006, 1_020)).anyMatch(Verdict::recovered);
    }

    @Test
    void a_level_shift_is_raised_once_and_then_learned() {
        double[] series = season(5);
        for (int hour = 800; hour < HOURS; hour++) {
            series[hour] += 80;
        }
        List<Verdict> verdicts = run(series);
        assertThat(raisedIn(verdicts, 795, 900)).containsExactly(800);
        assertThat(verdicts.get(HOURS - 1).expected()).isCloseTo(series[HOURS - 1], within(15.0));
        assertThat(verdicts.subList(800, 900)).anyMatch(Verdict::recovered);
    }

    @Test
    void a_quiet_series_raises_seldom() {
        int raised = 0;
        for (int seed = 10; seed < 30; seed++) {
            raised += raisedIn(run(season(seed)), 0, HOURS).size();
        }
        // 20 series of 6 weeks after the warm-up: less than one a month and series.
        assertThat(raised).isLessThan(28);
    }

    @Test
    void missing_points_are_no_anomaly() {
        double[] series = season(6);
        SeasonalDetector detector = new SeasonalDetector(SETTINGS);
        int raised = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            boolean missing = hour % 11 == 0 || (hour > 700 && hour < 760);
            if (!missing && detector.observe(hour * HOUR, series[hour]).raised()) {
                raised++;
            }
        }
        assertThat(raised).isLessThanOrEqualTo(2);
    }

    @Test
    void nothing_is_raised_while_it_warms_up() {
        double[] series = season(7);
        series[300] += 500;
        assertThat(run(series).get(300).raised()).isFalse();
        assertThat(run(series).get(300).score()).isGreaterThan(0.9);
    }

    @Test
    void counts_by_chance_alone_are_no_anomaly() {
        // A dead letter now and then: on the scale of counts, one more or less is noise.
        SplittableRandom random = new SplittableRandom(8);
        SeasonalDetector detector =
                new SeasonalDetector(
                        new DetectorSettings(0.9, 14 * 24 * HOUR, Scale.COUNT.noise()));
        for (int hour = 0; hour < HOURS; hour++) {
            double count = random.nextInt(200) == 0 ? 1 : 0;
            assertThat(detector.observe(hour * HOUR, Scale.COUNT.of(count, 1, 1)).raised())
                    .isFalse();
        }
        assertThat(detector.observe(HOURS * HOUR, Scale.COUNT.of(40, 1, 1)).raised()).isTrue();
    }

    @Test
    void what_was_written_and_read_goes_on_as_if_nothing_had_happened() throws Exception {
        double[] series = season(9);
        series[1_000] += 60;
        SeriesDetector through = new SeasonalDetector(SETTINGS);
        SeriesDetector again = new SeasonalDetector(SETTINGS);
        for (int hour = 0; hour < HOURS; hour++) {
            if (hour == 5 || hour % 97 == 0 || hour == 1_001) {
                again = copied(again);
            }
            assertThat(again.observe(hour * HOUR, series[hour]))
                    .isEqualTo(through.observe(hour * HOUR, series[hour]));
        }
        assertThat(bytes(through).length).isLessThan(10_000);
    }

    @Test
    void a_forest_goes_on_as_well() throws Exception {
        double[] series = season(10);
        SeriesDetector through = new RandomCutForestDetector(SETTINGS, ForestSettings.BEST);
        SeriesDetector again = new RandomCutForestDetector(SETTINGS, ForestSettings.BEST);
        for (int hour = 0; hour < 600; hour++) {
            if (hour == 1 || hour == 300) {
                again = copied(again);
            }
            assertThat(again.observe(hour * HOUR, series[hour]))
                    .isEqualTo(through.observe(hour * HOUR, series[hour]));
        }
    }

    @Test
    void what_is_no_number_is_refused() {
        assertThatThrownBy(() -> new SeasonalDetector(SETTINGS).observe(0, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value: NaN, expected a finite number");
        assertThatThrownBy(() -> new DetectorSettings(0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold: 0.0, expected above 0, at most 1");
    }

    @Test
    void scales_have_inverses() {
        for (double value : new double[] {0, 1, 17, 1e9}) {
            for (Scale scale : Scale.values()) {
                double figure = scale == Scale.MEAN ? value / 3 : value;
                assertThat(scale.inverse(scale.of(value, 3, 7), 3, 7))
                        .isCloseTo(figure, within(1e-9 * (1 + value)));
            }
        }
    }

    private static List<Verdict> run(double[] series) {
        SeasonalDetector detector = new SeasonalDetector(SETTINGS);
        List<Verdict> verdicts = new ArrayList<>();
        for (int hour = 0; hour < series.length; hour++) {
            verdicts.add(detector.observe(hour * HOUR, series[hour]));
        }
        return verdicts;
    }

    private static List<Integer> raisedIn(List<Verdict> verdicts, int from, int to) {
        List<Integer> raised = new ArrayList<>();
        for (int index = from; index < to; index++) {
            if (verdicts.get(index).raised()) {
                raised.add(index);
            }
        }
        return raised;
    }

    /** 100 on average, 50 more by day than by night, less at weekends, and some noise. */
    private static double[] season(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] series = new double[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            double ofDay = -50 * Math.cos(2 * Math.PI * (hour % 24 - 3) / 24);
            double ofWeek = hour / 24 % 7 >= 5 ? -15 : 0;
            double noise = 0;
            for (int each = 0; each < 12; each++) {
                noise += random.nextDouble() - 0.5;
            }
            series[hour] = 100 + ofDay + ofWeek + 5 * noise;
        }
        return series;
    }

    private static SeriesDetector copied(SeriesDetector detector) throws IOException {
        return new SeriesDetectorCodec()
                .read(1, new DataInputStream(new ByteArrayInputStream(bytes(detector))));
    }

    private static byte[] bytes(SeriesDetector detector) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SeriesDetectorCodec().write(detector, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
