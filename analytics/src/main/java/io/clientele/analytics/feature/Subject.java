package io.clientele.analytics.feature;

import io.clientele.analytics.habit.HabitSum;
import io.clientele.analytics.habit.Habits;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import java.util.function.ToDoubleFunction;

/** A customer as of a day, in the words that formulas of features need; NaN is missing. */
record Subject(Standing standing, long day, SlidingWindows windows) {

    Lifetime lifetime() {
        return standing.lifetime();
    }

    boolean hasOrdered() {
        return lifetime().hasOrdered();
    }

    WindowTotals shortWindow() {
        return standing.windows().get(0);
    }

    /** The middle one; of an even number the shorter. */
    WindowTotals middleWindow() {
        return standing.windows().get((standing.windows().size() - 1) / 2);
    }

    /** Whole days since the latest order. */
    double recency() {
        return hasOrdered() ? day - lifetime().lastOrderDay() : Double.NaN;
    }

    double meanGap() {
        return lifetime().repeatDays() > 0 ? lifetime().meanGap() : Double.NaN;
    }

    double gapVariation() {
        return lifetime().repeatDays() > 1
                ? Math.sqrt(lifetime().gapVariance()) / lifetime().meanGap()
                : Double.NaN;
    }

    double amountVariation() {
        return habit(
                habits ->
                        habits.sum(HabitSum.ORDERS) < 2
                                ? Double.NaN
                                : ratio(
                                        Math.sqrt(habits.amountVariance()),
                                        (double) habits.sum(HabitSum.AMOUNT)
                                                / habits.sum(HabitSum.ORDERS)));
    }

    /** What is spent a day in the short window, against the same in the long one. */
    double spendTrend() {
        if (!hasOrdered() || standing.longestWindow().net() <= 0) {
            return Double.NaN;
        }
        long age = day - lifetime().firstOrderDay() + 1;
        double lately = (double) shortWindow().net() / Math.min(windows.days().get(0), age);
        double usually = (double) standing.longestWindow().net() / Math.min(windows.longest(), age);
        return lately / usually;
    }

    /** A figure of the habits, missing where none are kept. */
    double habit(ToDoubleFunction<Habits> figure) {
        return standing.habits().isPresent()
                ? figure.applyAsDouble(standing.habits().get())
                : Double.NaN;
    }

    double sum(HabitSum sum) {
        return habit(habits -> habits.sum(sum));
    }

    /** One sum by another, missing where the other is 0. */
    double ratio(HabitSum part, HabitSum whole) {
        return ratio(sum(part), sum(whole));
    }

    /** The share of a part that is missing in a whole; 0 where there is more than the whole. */
    double shareWithout(double part, double whole) {
        return whole > 0 ? Math.max(0, 1 - part / whole) : Double.NaN;
    }

    static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : Double.NaN;
    }
}
