package io.clientele.analytics.value;

import io.clientele.analytics.value.Maximizer.Maximum;
import io.clientele.analytics.value.Maximizer.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A purchase model, fitted by maximum likelihood. The parameters are searched for where they mean
 * something: r from 0.001 to 1,000, alpha from 0.01 to 100,000 weeks, a and b from 0.01 to 1,000. A
 * shop whose customers do not leave for good, for example, runs to the least a.
 *
 * @param model the parameters
 * @param quality how the fit went
 */
public record PurchaseFit(PurchaseModel model, FitQuality quality) {

    private static final Range[] RANGES = {
        new Range("r", 0, 1e-3, 1e3),
        new Range("alpha", 0, 1e-2, 1e5),
        new Range("a", 0, 1e-2, 1e3),
        new Range("b", 0, 1e-2, 1e3)
    };

    /** Fits a model from scratch. */
    public static PurchaseFit of(PurchaseSample sample, PurchaseFamily family) {
        return of(sample, family, Optional.empty());
    }

    /**
     * Fits a model.
     *
     * @param sample the customers, at least one
     * @param family which model
     * @param start parameters to start from, of an earlier fit
     * @throws IllegalArgumentException if there are no customers
     */
    public static PurchaseFit of(
            PurchaseSample sample, PurchaseFamily family, Optional<PurchaseModel> start) {
        if (sample.customers() == 0) {
            throw new IllegalArgumentException("sample: no customers, expected at least one");
        }
        Maximizer search =
                new Maximizer(new PurchaseLikelihood(sample, family), RANGES, sample.customers());
        Maximum maximum = search.from(start.map(PurchaseFit::parameters).orElse(usual(sample)));
        List<Double> found = maximum.parameters();
        List<String> atEdge = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if (search.isAtEdge(i, found.get(i))) {
                atEdge.add(RANGES[i].name());
            }
        }
        return new PurchaseFit(
                family.with(found.get(0), found.get(1), found.get(2), found.get(3)),
                new FitQuality(
                        maximum.value(),
                        sample.customers(),
                        maximum.steps(),
                        maximum.converged(),
                        atEdge));
    }

    /** The log-likelihood of customers under a model. */
    public static double logLikelihood(PurchaseModel model, PurchaseSample sample) {
        return new PurchaseLikelihood(sample, model.family()).at(parameters(model)).value();
    }

    private static double[] parameters(PurchaseModel model) {
        return new double[] {model.r(), model.alpha(), model.a(), model.b()};
    }

    /** A start with the sample's mean purchase rate. */
    private static double[] usual(PurchaseSample sample) {
        double repeats = 0;
        double weeks = 0;
        for (int i = 0; i < sample.size(); i++) {
            repeats += sample.customers(i) * sample.repeats(i);
            weeks += sample.customers(i) * sample.observed(i);
        }
        double alpha = repeats > 0 && weeks > 0 ? 0.5 * weeks / repeats : 1;
        return new double[] {0.5, alpha, 1, 2};
    }
}
