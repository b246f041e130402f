package io.clientele.analytics.ledger;

import java.util.List;

/**
 * What a customer's ledger says as of a day.
 *
 * @param day the last day that it holds
 * @param lifetime sums over all time
 * @param windows sums over the sliding windows that end with the day, in the order in which the
 *     windows are configured, the longest last
 */
public record Standing(long day, Lifetime lifetime, List<WindowTotals> windows) {

    /** Keeps the windows as they are. */
    public Standing {
        windows = List.copyOf(windows);
    }

    /** F and M of RFM are taken over this one. */
    public WindowTotals longestWindow() {
        return windows.get(windows.size() - 1);
    }

    /** Whether another standing says the same, whatever its day. */
    public boolean saysTheSameAs(Standing other) {
        return lifetime.equals(other.lifetime) && windows.equals(other.windows);
    }
}
