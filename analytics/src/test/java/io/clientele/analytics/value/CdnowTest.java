package io.clientele.analytics.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.clientele.analytics.evaluate.Errors;
import io.clientele.analytics.evaluate.Probabilities;
import io.clientele.analytics.evaluate.Ranks;
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

    /**
     * The naive forecast goes on spending at the rate since the first purchase, that included. The
     * rate of repeat purchases alone ranks better, since most customers spend nothing and it gives
     * all one-time buyers the same 0.
     */
    @Test
    void lifetime_value_on_the_whole_cohort_is_nearer_than_the_rate_of_the_past() {
        Cdnow cdnow = Cdnow.master();
        PurchaseStatistics population = new PurchaseStatistics();
        cdnow.customers().forEach(customer -> population.add(Cdnow.calibrated(customer)));
        ValueModel model =
                ValueTraining.of(
                                population,
                                Cdnow.CALIBRATED,
                                new ValueSettings(
                                        FamilyChoice.AUTOMATIC,
                                        new Discounting(Cdnow.HOLDOUT_DAYS, 0),
                                        Cdnow.HOLDOUT_DAYS),
                                Optional.empty())
                        .current()
                        .orElseThrow();
        int customers = cdnow.customers().size();
        double[] forecasts = new double[customers];
        double[] naive = new double[customers];
        double[] repeatRate = new double[customers];
        double[] spent = new double[customers];
        double[] silence = new double[customers];
        boolean[] silent = new boolean[customers];
        int next = 0;
        for (NavigableMap<Long, Long> customer : cdnow.customers()) {
            Lifetime lifetime = Cdnow.calibrated(customer);
            ValueEstimate estimate = model.estimate(lifetime, Cdnow.CALIBRATED);
            forecasts[next] = estimate.lifetimeValue() / 100.0;
            double ahead = (double) Cdnow.HOLDOUT_DAYS / lifetime.daysObserved(Cdnow.CALIBRATED);
            naive[next] = lifetime.gross() / 100.0 * ahead;
            repeatRate[next] = (lifetime.gross() - lifetime.firstDayGross()) / 100.0 * ahead;
            spent[next] =
                    customer.tailMap(Cdnow.CALIBRATED, false).values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()
                            / 100.0;
            silence[next] = estimate.probabilityOfSilence();
            silent[next] = Cdnow.bought(customer) == 0;
            next++;
        }

        assertThat(Errors.meanAbsolute(forecasts, spent)).isCloseTo(32.68, within(0.01));
        assertThat(Errors.meanAbsolute(naive, spent)).isCloseTo(71.43, within(0.01));
        assertThat(Ranks.spearman(forecasts, spent)).isCloseTo(0.4208, within(0.0005));
        assertThat(Ranks.spearman(naive, spent)).isCloseTo(0.3975, within(0.0005));
        assertThat(Errors.meanAbsolute(repeatRate, spent)).isCloseTo(42.32, within(0.01));
        assertThat(Ranks.spearman(repeatRate, spent)).isCloseTo(0.479, within(0.0005));
        assertThat(Ranks.areaUnderCurve(silence, silent)).isCloseTo(0.7466, within(0.0005));
        assertThat(Probabilities.brier(silence, silent))
                .isCloseTo(0.1654, within(0.0005))
                .isLessThan(Probabilities.baseRateBrier(silent));
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
