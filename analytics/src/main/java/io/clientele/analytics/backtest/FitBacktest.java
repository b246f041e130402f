package io.clientele.analytics.backtest;

import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.model.ValueModels;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.value.GammaGamma;
import io.clientele.analytics.value.PurchaseHistory;
import io.clientele.analytics.value.PurchaseModel;
import io.clientele.analytics.value.SpendFit;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.util.FastMath;

/** The parameters of the value models as of a cut, and how well they fit. */
public final class FitBacktest {

    private static final String NAME = "value_fit";

    private FitBacktest() {}

    /** The figures of the value models that held at the cut. */
    public static Section of(Cut cut, ReportingCurrency currency) {
        if (cut.models().value().isEmpty()) {
            return Section.without(NAME, "Value: the fit", "no value model had been fitted");
        }
        ValueModels value = cut.models().value().get();
        PurchaseModel purchases = value.model().purchases().model();
        double logLikelihood = value.model().purchases().quality().logLikelihood();
        SpendFit spend = value.model().spend();
        GammaGamma amounts = spend.model().inUnitsOf(FastMath.pow(10, currency.fractionDigits()));
        List<String> notes = new ArrayList<>(value.model().warnings());
        value.kept().ifPresent(reason -> notes.add("a later fit failed: " + reason));
        String family = purchases.family().name().replace('_', '/');
        return new Section(
                NAME,
                "Value: the fit (%s, version %d)".formatted(family, value.version()),
                List.of(
                        Figure.count(
                                "customers",
                                "customers fitted to",
                                (double) value.model().purchases().quality().customers()),
                        Figure.number("r", "r", purchases.r()),
                        Figure.number("alpha", "alpha", purchases.alpha()),
                        Figure.number("a", "a", purchases.a()),
                        Figure.number("b", "b", purchases.b()),
                        Figure.number("log_likelihood", "log-likelihood", logLikelihood)
                                .beside("one_rate", oneRateLogLikelihood(cut)),
                        Figure.count(
                                "repeat_customers",
                                "repeat customers fitted to",
                                (double) spend.quality().customers()),
                        Figure.number("p", "Gamma-Gamma p", amounts.p()),
                        Figure.number("q", "Gamma-Gamma q", amounts.q()),
                        Figure.number("gamma", "Gamma-Gamma gamma", amounts.gamma())),
                notes);
    }

    /**
     * Of the same purchase times, if all customers bought at one rate and nobody left: x ln(lambda)
     * - lambda T summed, at the likeliest lambda.
     */
    private static double oneRateLogLikelihood(Cut cut) {
        double repeats = 0;
        double weeks = 0;
        for (Profile buyer : cut.buyers()) {
            Lifetime life = buyer.standing().lifetime();
            repeats += life.repeatDays();
            weeks += PurchaseHistory.of(life, cut.day()).observed();
        }
        return repeats == 0 ? 0 : repeats * FastMath.log(repeats / weeks) - repeats;
    }
}
