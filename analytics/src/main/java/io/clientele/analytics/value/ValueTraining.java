package io.clientele.analytics.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of a fit of the value models to a population. */
public sealed interface ValueTraining {

    /** Fewer customers who bought again cannot tell four parameters. */
    int FEWEST_REPEAT_CUSTOMERS = 10;

    /** More histories than these are merged before a fit, which so takes a second or two. */
    int MOST_HISTORIES = 200_000;

    /** There are new parameters. */
    record Trained(ValueModel model) implements ValueTraining {
        @Override
        public Optional<ValueModel> current() {
            return Optional.of(model);
        }
    }

    /** The parameters remain those of before, for a reason that is told. */
    record Kept(ValueModel model, String reason) implements ValueTraining {
        @Override
        public Optional<ValueModel> current() {
            return Optional.of(model);
        }
    }

    /** There are no parameters, for a reason that is told. */
    record Untrained(String reason) implements ValueTraining {
        @Override
        public Optional<ValueModel> current() {
            return Optional.empty();
        }
    }

    /** The model that there is now. */
    Optional<ValueModel> current();

    /**
     * Fits the value models, from where an earlier fit ended. It depends on its arguments alone, to
     * the bit.
     *
     * @param population all customers
     * @param day as of whose end they are looked at
     * @param settings which model
     * @param earlier the model so far
     */
    static ValueTraining of(
            PurchaseStatistics population,
            long day,
            ValueSettings settings,
            Optional<ValueModel> earlier) {
        PurchaseSample purchases = population.purchasesAsOf(day, MOST_HISTORIES);
        SpendSample spend = population.spend();
        long repeat = Math.min(purchases.repeatCustomers(), spend.customers());
        if (repeat < FEWEST_REPEAT_CUSTOMERS) {
            return without(
                    "%d of %d customers bought again for an amount, %d are needed"
                            .formatted(repeat, purchases.customers(), FEWEST_REPEAT_CUSTOMERS),
                    earlier);
        }
        List<String> warnings = new ArrayList<>();
        PurchaseFit purchaseFit =
                fit(purchases, settings.family(), earlier.map(ValueModel::purchases), warnings);
        SpendFit spendFit = SpendFit.of(spend, earlier.map(model -> model.spend().model()));
        warn("Gamma-Gamma", spendFit.quality(), warnings);
        if (!purchaseFit.quality().converged() || !spendFit.quality().converged()) {
            return without(
                    "the fit of %s did not converge"
                            .formatted(
                                    spendFit.quality().converged()
                                            ? purchaseFit.model().family().title()
                                            : "Gamma-Gamma"),
                    earlier);
        }
        return new Trained(new ValueModel(day, purchaseFit, spendFit, settings, warnings));
    }

    private static ValueTraining without(String reason, Optional<ValueModel> earlier) {
        return earlier.<ValueTraining>map(model -> new Kept(model, reason))
                .orElse(new Untrained(reason));
    }

    private static PurchaseFit fit(
            PurchaseSample sample,
            FamilyChoice choice,
            Optional<PurchaseFit> earlier,
            List<String> warnings) {
        PurchaseFamily first =
                choice == FamilyChoice.MBG_NBD ? PurchaseFamily.MBG_NBD : PurchaseFamily.BG_NBD;
        PurchaseFit fit = fit(sample, first, earlier);
        warn(first.title(), fit.quality(), warnings);
        if (choice != FamilyChoice.AUTOMATIC || isSound(fit)) {
            return fit;
        }
        PurchaseFit other = fit(sample, PurchaseFamily.MBG_NBD, earlier);
        if (!isBetter(other, fit)) {
            return fit;
        }
        warnings.add("MBG/NBD is used instead of BG/NBD");
        warn(PurchaseFamily.MBG_NBD.title(), other.quality(), warnings);
        return other;
    }

    private static boolean isBetter(PurchaseFit other, PurchaseFit fit) {
        if (!other.quality().converged() || !fit.quality().converged()) {
            return other.quality().converged();
        }
        int fewer = fit.quality().atEdge().size() - other.quality().atEdge().size();
        return fewer > 0
                || (fewer == 0 && other.quality().logLikelihood() > fit.quality().logLikelihood());
    }

    private static PurchaseFit fit(
            PurchaseSample sample, PurchaseFamily family, Optional<PurchaseFit> earlier) {
        return PurchaseFit.of(
                sample,
                family,
                earlier.filter(before -> before.model().family() == family)
                        .filter(ValueTraining::isSound)
                        .map(PurchaseFit::model));
    }

    private static boolean isSound(PurchaseFit fit) {
        return fit.quality().converged() && fit.quality().atEdge().isEmpty();
    }

    private static void warn(String model, FitQuality quality, List<String> warnings) {
        for (String parameter : quality.atEdge()) {
            warnings.add(
                    "%s: %s ran to the end of its range: customers do not buy as the model says"
                            .formatted(model, parameter));
        }
    }
}
