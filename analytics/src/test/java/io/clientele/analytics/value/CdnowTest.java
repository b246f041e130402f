package io.clientele.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.clientele.analytics.ledger.Lifetime;
import java.util.NavigableMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has been published of the models, on the data that it was published of. */
class CdnowTest {

    private static final double HOLDOUT = Cdnow.HOLDOUT_DAYS / PurchaseHistory.WEEK;

    private static PurchaseSample purchases(Cdnow cdnow) {
        PurchaseSample sample = new PurchaseSample();
        for (NavigableMap<Long, Long> customer : cdnow.customers()) {
            sample.add(history(customer), 1);
        }
        return sample;
    }

    private static PurchaseHistory history(NavigableMap<Long, Long> customer) {
        return PurchaseHistory.of(Cdnow.calibrated(customer), Cdnow.CALIBRATED);
    }

    /** How far a model's forecast of the holdout is from what happened. */
    private record Holdout(double expected, long bought, double absolute, double square) {
        static Holdout of(PurchaseModel model, Cdnow cdnow) {
            double expected = 0;
            long bought = 0;
            double absolute = 0;
            double square = 0;
            for (NavigableMap<Long, Long> customer : cdnow.customers()) {
                double forecast = model.expectedPurchases(history(customer), HOLDOUT);
                double error = forecast - Cdnow.bought(customer);
                expected += forecast;
                bought += Cdnow.bought(customer);
                absolute += Math.abs(error);
                square += error * error;
            }
            int customers = cdnow.customers().size();
            return new Holdout(
                    expected, bought, absolute / customers, Math.sqrt(square / customers));
        }
    }

    @Test
    void bg_nbd_on_the_sample_is_that_of_fader_hardie_and_lee() {
        PurchaseFit fit = PurchaseFit.of(purchases(Cdnow.sample()), PurchaseFamily.BG_NBD);

        assertThat(fit.quality().converged()).isTrue();
        assertThat(fit.quality().atEdge()).isEmpty();
        assertThat(fit.quality().customers()).isEqualTo(2357);
        assertThat(fit.quality().logLikelihood()).isCloseTo(-9582.4, within(0.05));
        assertThat(fit.model().r()).isCloseTo(0.243, within(0.0005));
        assertThat(fit.model().alpha()).isCloseTo(4.414, within(0.0005));
        assertThat(fit.model().a()).isCloseTo(0.793, within(0.0005));
        assertThat(fit.model().b()).isCloseTo(2.426, within(0.0005));
    }

    /** More digits than the paper's, from the reference results of R's CLVTools. */
    @Test
    void bg_nbd_on_the_sample_has_the_digits_of_other_implementations() {
        PurchaseFit fit = PurchaseFit.of(purchases(Cdnow.sample()), PurchaseFamily.BG_NBD);

        assertThat(fit.quality().logLikelihood()).isCloseTo(-9582.429, within(0.0005));
        assertThat(fit.model().r()).isCloseTo(0.2425945, within(2e-6));
        assertThat(fit.model().alpha()).isCloseTo(4.4136019, within(2e-5));
        assertThat(fit.model().a()).isCloseTo(0.7929199, within(2e-5));
        assertThat(fit.model().b()).isCloseTo(2.4258881, within(2e-5));
    }

    @Test
    void bg_nbd_forecasts_the_39_weeks_after_the_sample() {
        Cdnow cdnow = Cdnow.sample();
        PurchaseModel model = PurchaseFit.of(purchases(cdnow), PurchaseFamily.BG_NBD).model();

        Holdout holdout = Holdout.of(model, cdnow);

        assertThat(holdout.bought()).isEqualTo(1882);
        assertThat(holdout.expected()).isCloseTo(1653, within(2.0));
        assertThat(holdout.absolute()).isCloseTo(0.786, within(0.001));
        assertThat(holdout.square()).isCloseTo(1.608, within(0.001));
    }

    @Test
    void bg_nbd_on_the_whole_cohort() {
        Cdnow cdnow = Cdnow.master();
        PurchaseFit fit = PurchaseFit.of(purchases(cdnow), PurchaseFamily.BG_NBD);

        assertThat(fit.quality().customers()).isEqualTo(23_570);
        assertThat(fit.model().r()).isCloseTo(0.252, within(0.0005));
        assertThat(fit.model().alpha()).isCloseTo(4.789, within(0.0005));
        assertThat(fit.model().a()).isCloseTo(0.723, within(0.0005));
        assertThat(fit.model().b()).isCloseTo(2.161, within(0.0005));
        Holdout holdout = Holdout.of(fit.model(), cdnow);
        assertThat(holdout.absolute()).isCloseTo(0.819, within(0.0005));
        assertThat(holdout.square()).isCloseTo(1.733, within(0.0005));
    }

    /** The reference results of R's BTYDplus and of Python's lifetimes. */
    @Test
    void mbg_nbd_on_the_sample_is_that_of_other_implementations() {
        PurchaseFit fit = PurchaseFit.of(purchases(Cdnow.sample()), PurchaseFamily.MBG_NBD);

        assertThat(fit.quality().converged()).isTrue();
        assertThat(fit.quality().logLikelihood()).isCloseTo(-9582.136, within(0.0005));
        assertThat(fit.model().r()).isCloseTo(0.525, within(0.0005));
        assertThat(fit.model().alpha()).isCloseTo(6.183, within(0.0005));
        assertThat(fit.model().a()).isCloseTo(0.891, within(0.0005));
        assertThat(fit.model().b()).isCloseTo(1.614, within(0.0005));
    }

    @Test
    void gamma_gamma_on_the_sample_is_that_of_fader_and_hardie() {
        SpendSample sample = new SpendSample();
        for (NavigableMap<Long, Long> customer : Cdnow.sample().customers()) {
            Lifetime lifetime = Cdnow.calibrated(customer);
            if (lifetime.repeatDays() > 0) {
                sample.add(
                        lifetime.repeatDays(), lifetime.repeatDays() * lifetime.meanRepeatDay(), 1);
            }
        }

        SpendFit fit = SpendFit.of(sample);

        assertThat(fit.quality().converged()).isTrue();
        assertThat(fit.quality().customers()).isEqualTo(946);
        GammaGamma dollars = fit.model().inUnitsOf(100);
        assertThat(dollars.p()).isCloseTo(6.25, within(0.005));
        assertThat(dollars.q()).isCloseTo(3.74, within(0.005));
        assertThat(dollars.gamma()).isCloseTo(15.44, within(0.005));
    }

    @Test
    void a_warm_start_ends_where_a_cold_one_does() {
        PurchaseSample sample = purchases(Cdnow.sample());
        for (PurchaseFamily family : PurchaseFamily.values()) {
            PurchaseFit cold = PurchaseFit.of(sample, family);
            PurchaseFit warm =
                    PurchaseFit.of(sample, family, Optional.of(family.with(2, 30, 0.1, 9)));

            assertThat(warm.model().r()).isCloseTo(cold.model().r(), withinPercentage(1e-4));
            assertThat(warm.model().alpha())
                    .isCloseTo(cold.model().alpha(), withinPercentage(1e-4));
            assertThat(warm.model().a()).isCloseTo(cold.model().a(), withinPercentage(1e-4));
            assertThat(warm.model().b()).isCloseTo(cold.model().b(), withinPercentage(1e-4));
            assertThat(PurchaseFit.of(sample, family, Optional.of(cold.model())).quality().steps())
                    .isLessThanOrEqualTo(1);
        }
    }
}
