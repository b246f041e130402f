package io.clientele.analytics.ledger;

import io.clientele.analytics.habit.Habits;
import io.clientele.analytics.habit.RobustScale;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a customer's ledger says as of a day.
 *
 * @param day the last day that it holds
 * @param lifetime sums over all time
 * @param windows sums over the sliding windows that end with the day, in the order in which the
 *     windows are configured, the longest last
 * @param habits what features need beyond that, if they are kept; not to be changed
 */
public record Standing(
        long day, Lifetime lifetime, List<WindowTotals> windows, Optional<Habits> habits) {

    /** Keeps the windows as they are. */
    public Standing {
        windows = List.copyOf(windows);
    }

    /** Where no habits are kept. */
    public Standing(long day, Lifetime lifetime, List<WindowTotals> windows) {
        this(day, lifetime, windows, Optional.empty());
    }

    /** F and M of RFM are taken over this one. */
    public WindowTotals longestWindow() {
        return windows.get(windows.size() - 1);
    }

    /** Whether another standing says the same, whatever its day. */
    public boolean saysTheSameAs(Standing other) {
        return movesNoMoneyAgainst(other) && habits.equals(other.habits);
    }

    /** Whether another standing says the same of orders and money, whatever its day. */
    public boolean movesNoMoneyAgainst(Standing other) {
        return lifetime.equals(other.lifetime) && windows.equals(other.windows);
    }

    /**
     * How far an order that comes after this standing is from the amounts of those before it, in
     * robust standard deviations on the log scale.
     *
     * @param amount minor units
     * @return empty with fewer than five orders, or where no habits are kept
     */
    public OptionalDouble amountDeviation(long amount) {
        return deviation(habits.flatMap(Habits::amountScale), amount);
    }

    /**
     * How far the time from the last purchase day to an order that comes after this standing is
     * from the customer's own gaps, in robust standard deviations on the log scale.
     *
     * @param orderDay the day of the order
     * @return empty with fewer than five gaps, on a day that is a purchase day already or earlier
     *     than the last one, or where no habits are kept
     */
    public OptionalDouble gapDeviation(long orderDay) {
        return lifetime.hasOrdered() && orderDay > lifetime.lastOrderDay()
                ? deviation(habits.flatMap(Habits::gapScale), orderDay - lifetime.lastOrderDay())
                : OptionalDouble.empty();
    }

    private static OptionalDouble deviation(Optional<RobustScale> scale, long value) {
        return scale.isPresent()
                ? OptionalDouble.of(scale.get().deviation(value))
                : OptionalDouble.empty();
    }
}
