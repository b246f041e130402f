package io.clientele.analytics.backtest;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The orders of customers after a day, by customer and day.
 *
 * <p>Not thread-safe while orders are added.
 */
public final class LaterOrders {

    private final long cutDay;
    private final Map<String, NavigableMap<Long, Long>> amounts = new HashMap<>();

    /** Orders after the end of a day. */
    public LaterOrders(long cutDay) {
        this.cutDay = cutDay;
    }

    /**
     * Adds an order; one of the day or before is passed over.
     *
     * @param amount minor units
     */
    public void add(String customerId, long day, long amount) {
        if (day > cutDay) {
            amounts.computeIfAbsent(customerId, any -> new TreeMap<>())
                    .merge(day, amount, Long::sum);
        }
    }

    /** On how many of the days after the cut a customer ordered. */
    public int purchaseDays(String customerId, int days) {
        return within(customerId, days).size();
    }

    /** What a customer ordered on the days after the cut, minor units, refunds left in. */
    public long spend(String customerId, int days) {
        return within(customerId, days).values().stream().mapToLong(Long::longValue).sum();
    }

    private NavigableMap<Long, Long> within(String customerId, int days) {
        return amounts.getOrDefault(customerId, new TreeMap<>()).headMap(cutDay + days, true);
    }
}
