package io.clientele.analytics.value;

import java.util.List;

/**
 * How a fit went.
 *
 * @param logLikelihood of the customers that it was fitted to; of Gamma-Gamma, in the unit of its
 *     amounts
 * @param customers how many these were
 * @param steps how many steps the search took
 * @param converged whether it ended at a maximum
 * @param atEdge the names of the parameters that ran to the end of their range: the customers do
 *     not buy as the model says, or are too few to tell
 */
public record FitQuality(
        double logLikelihood, long customers, int steps, boolean converged, List<String> atEdge) {

    /** Copies the list. */
    public FitQuality {
        atEdge = List.copyOf(atEdge);
    }
}
