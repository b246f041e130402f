package io.clientele.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class GammaGammaTest {

    /** As fitted on the CDNOW sample, with more digits than the note's 6.25, 3.74, 15.44. */
    private static final GammaGamma CDNOW = new GammaGamma(6.24957, 3.74422, 15.44352);

    /** The reference results of Python's lifetimes for the first customers of the sample. */
    @Test
    void expected_orders_are_those_of_other_implementations() {
        assertThat(CDNOW.expectedOrder(0, 0)).isCloseTo(35.17, within(0.005));
        assertThat(CDNOW.meanOrder()).isCloseTo(35.17, within(0.005));
        assertThat(CDNOW.expectedOrder(1, 11.77)).isCloseTo(18.91, within(0.005));
        assertThat(CDNOW.expectedOrder(2, 22.35)).isCloseTo(24.66, within(0.005));
    }

    @Test
    void who_has_bought_often_is_expected_to_spend_as_before() {
        assertThat(CDNOW.expectedOrder(100_000, 80)).isCloseTo(80, within(0.01));
    }

    @Test
    void a_fit_recovers_the_parameters_that_customers_were_drawn_from() {
        RandomDataGenerator random = new RandomDataGenerator(5);
        SpendSample sample = new SpendSample();
        for (int x = 1; x <= 10; x++) {
            for (int i = 0; i < 5_000; i++) {
                double scale = random.nextGamma(CDNOW.q(), 1 / CDNOW.gamma());
                sample.add(x, random.nextGamma(CDNOW.p() * x, 1 / scale), 1);
            }
        }

        SpendFit fit = SpendFit.of(sample);

        assertThat(fit.quality().converged()).isTrue();
        assertThat(fit.quality().atEdge()).isEmpty();
        assertThat(fit.model().p()).isCloseTo(CDNOW.p(), withinPercentage(3));
        assertThat(fit.model().q()).isCloseTo(CDNOW.q(), withinPercentage(3));
        assertThat(fit.model().gamma()).isCloseTo(CDNOW.gamma(), withinPercentage(5));
        assertThat(fit.model().meanOrder()).isCloseTo(CDNOW.meanOrder(), withinPercentage(1));
    }

    @Test
    void a_unit_ten_times_as_large_changes_gamma_alone() {
        GammaGamma cents = new GammaGamma(6.25, 3.74, 1544);

        assertThat(cents.inUnitsOf(100)).isEqualTo(new GammaGamma(6.25, 3.74, 15.44));
    }

    @Test
    void customers_who_spend_all_alike_run_to_the_edge() {
        SpendSample sample = new SpendSample();
        sample.add(1, 1_000, 50);
        sample.add(2, 2_000, 50);

        SpendFit fit = SpendFit.of(sample);

        assertThat(fit.quality().atEdge()).isNotEmpty();
        assertThat(fit.model().expectedOrder(0, 0)).isCloseTo(1_000, withinPercentage(1));
    }

    @Test
    void what_is_out_of_range_is_named() {
        assertThatThrownBy(() -> new GammaGamma(1, 1, 1))
                .hasMessage("q: 1.0, expected a number greater than 1");
        assertThatThrownBy(() -> new SpendSample().add(0, 5, 1))
                .hasMessageStartingWith("x: 0, amount: 5.0, count: 1");
        assertThatThrownBy(() -> SpendFit.of(new SpendSample()))
                .hasMessage("sample: no customers, expected at least one");
    }
}
