package io.clientele.analytics.rfm;

import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import java.util.List;

/**
 * The quintile bounds of the population as of the end of a day: four each, ascending. The bound of
 * a share q is the smallest value that at least q of the population do not exceed (the nearest-rank
 * quantile).
 *
 * @param day the day
 * @param population customers with an order
 * @param recencyDays of the whole days since the last order
 * @param frequency of the orders in the longest window
 * @param monetary of the net amount in the longest window, minor units
 */
public record RfmBounds(
        long day,
        long population,
        List<Long> recencyDays,
        List<Long> frequency,
        List<Long> monetary) {

    /** Keeps the bounds as they are. */
    public RfmBounds {
        recencyDays = List.copyOf(recencyDays);
        frequency = List.copyOf(frequency);
        monetary = List.copyOf(monetary);
    }

    /**
     * Scores a customer: 1 + the number of bounds strictly below the value, recency reversed.
     *
     * @param standing of a customer with an order
     * @param asOfDay the day up to which recency is counted
     */
    public RfmScore score(Standing standing, long asOfDay) {
        return score(standing.lifetime(), standing.longestWindow(), asOfDay);
    }

    /**
     * Scores a customer of whom that much is known.
     *
     * @param lifetime with an order
     * @param longest the sums over the longest window
     * @param asOfDay the day up to which recency is counted
     */
    public RfmScore score(Lifetime lifetime, WindowTotals longest, long asOfDay) {
        long recency = asOfDay - lifetime.lastOrderDay();
        return new RfmScore(
                recency,
                5 - below(recencyDays, recency),
                1 + below(frequency, longest.orders()),
                1 + below(monetary, longest.net()));
    }

    private static int below(List<Long> bounds, long value) {
        int count = 0;
        for (long bound : bounds) {
            if (bound < value) {
                count++;
            }
        }
        return count;
    }
}
