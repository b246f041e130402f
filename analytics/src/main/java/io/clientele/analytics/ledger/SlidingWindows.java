package io.clientele.analytics.ledger;

import java.util.List;

/**
 * The lengths of the windows over which a customer is summed, in days, ascending.
 *
 * <p>A window of W days as of day d holds the days d − W + 1 to d.
 */
public record SlidingWindows(List<Integer> days) implements java.io.Serializable {

    /** The last 30, 90 and 365 days. */
    public static final SlidingWindows DEFAULT = new SlidingWindows(List.of(30, 90, 365));

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public SlidingWindows {
        days = List.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("windows: none, expected at least one");
        }
        int previous = 0;
        for (int length : days) {
            if (length <= previous || length > 3_660) {
                throw new IllegalArgumentException(
                        "windows: %s, expected ascending numbers of days from 1 to 3660"
                                .formatted(days));
            }
            previous = length;
        }
    }

    /** The longest window's length. */
    public int longest() {
        return days.get(days.size() - 1);
    }
}
