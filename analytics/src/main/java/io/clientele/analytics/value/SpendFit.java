package io.clientele.analytics.value;

import io.clientele.analytics.value.Maximizer.Maximum;
import io.clientele.analytics.value.Maximizer.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Gamma-Gamma model, fitted by maximum likelihood.
 *
 * @param model the parameters, gamma in the unit of the amounts that it was fitted to
 * @param quality how the fit went
 */
public record SpendFit(GammaGamma model, FitQuality quality) {

    /** Fits from scratch. */
    public static SpendFit of(SpendSample sample) {
        return of(sample, Optional.empty());
    }

    /**
     * Fits the model. Its q stays at 1.05 or more, below which the mean over all customers runs
     * away.
     *
     * @param sample the customers, at least one
     * @param start parameters to start from, of an earlier fit
     * @throws IllegalArgumentException if there are no customers
     */
    public static SpendFit of(SpendSample sample, Optional<GammaGamma> start) {
        if (sample.customers() == 0) {
            throw new IllegalArgumentException("sample: no customers, expected at least one");
        }
        double mean = sample.meanPurchase();
        Range[] ranges = {
            new Range("p", 0, 1e-2, 1e4),
            new Range("q", 1, 1.05, 1e4),
            new Range("gamma", 0, 1e-4 * mean, 1e6 * mean)
        };
        Maximizer search = new Maximizer(new SpendLikelihood(sample), ranges, sample.customers());
        Maximum maximum =
                search.from(
                        start.map(from -> new double[] {from.p(), from.q(), from.gamma()})
                                .orElse(new double[] {4, 3, 0.5 * mean}));
        List<Double> found = maximum.parameters();
        List<String> atEdge = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if (search.isAtEdge(i, found.get(i))) {
                atEdge.add(ranges[i].name());
            }
        }
        return new SpendFit(
                new GammaGamma(found.get(0), found.get(1), found.get(2)),
                new FitQuality(
                        maximum.value(),
                        sample.customers(),
                        maximum.steps(),
                        maximum.converged(),
                        atEdge));
    }
}
