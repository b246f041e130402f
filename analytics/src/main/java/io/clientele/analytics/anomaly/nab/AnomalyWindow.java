package io.clientele.analytics.anomaly.nab;

/**
 * Points that are labelled as anomalous together.
 *
 * @param first the index of the first
 * @param last the index of the last, at least {@code first}
 */
public record AnomalyWindow(int first, int last) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public AnomalyWindow {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException(
                    "window: %d to %d, expected 0 or more, in order".formatted(first, last));
        }
    }

    int length() {
        return last - first + 1;
    }
}
