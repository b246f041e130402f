package io.clientele.analytics.feature;

import io.clientele.analytics.habit.HabitSum;
import io.clientele.analytics.habit.Habits;
import io.clientele.analytics.habit.NamedCounts;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A customer as of a day, in the words that formulas of features need; NaN is missing. */
record Subject(Standing standing, long day, SlidingWindows windows) {

    /** A feature of the customer. */
    double of(Feature feature) {
        return switch (feature) {
            case RECENCY_DAYS -> recency();
            case ORDERS_SHORT_WINDOW -> shortWindow().orders();
            case ORDERS_MIDDLE_WINDOW -> middleWindow().orders();
            case ORDERS_LONG_WINDOW -> standing.longestWindow().orders();
            case NET_SHORT_WINDOW -> shortWindow().net();
            case NET_MIDDLE_WINDOW -> middleWindow().net();
            case NET_LONG_WINDOW -> standing.longestWindow().net();
            case LIFETIME_ORDERS -> lifetime().orders();
            case PURCHASE_DAYS -> lifetime().orderDays();
            case TENURE_DAYS -> habit(habits -> day - habits.firstDay());
            case MEAN_GAP_DAYS -> meanGap();
            case GAP_VARIATION -> gapVariation();
            case GAP_AGAINST_RHYTHM -> recency() / meanGap();
            case MEAN_ORDER_VALUE -> hasOrdered() ? lifetime().meanOrder() : Double.NaN;
            case ORDER_VALUE_VARIATION -> amountVariation();
            case UNITS_PER_ORDER -> ratio(HabitSum.UNITS, HabitSum.UNIT_ORDERS);
            case LINES_PER_ORDER -> ratio(HabitSum.LINES, HabitSum.LINE_ORDERS);
            case PRICE_LEVEL -> ratio(HabitSum.UNIT_AMOUNT, HabitSum.UNITS);
            case DISTINCT_CATEGORIES -> names(Habits::categories, NamedCounts::distinct);
            case CATEGORY_ENTROPY -> names(Habits::categories, NamedCounts::entropy);
            case DISTINCT_BRANDS -> names(Habits::brands, NamedCounts::distinct);
            case BRAND_LOYALTY -> names(Habits::brands, NamedCounts::largestShare);
            case RETURN_RATE -> ratio((double) lifetime().refunds(), (double) lifetime().gross());
            case RETURNS -> sum(HabitSum.RETURNS);
            case COUPON_SHARE -> ratio(HabitSum.COUPON_ORDERS, HabitSum.ORDERS);
            case WEEKEND_SHARE -> ratio(HabitSum.WEEKEND_ORDERS, HabitSum.ORDERS);
            case EVENING_SHARE -> ratio(HabitSum.EVENING_ORDERS, HabitSum.ORDERS);
            case SPEND_TREND -> spendTrend();
            case CART_ABANDONMENT ->
                    shareWithout(sum(HabitSum.LINES), sum(HabitSum.ADDED) - sum(HabitSum.REMOVED));
            case CHECKOUT_ABANDONMENT ->
                    shareWithout(sum(HabitSum.ORDERS), sum(HabitSum.CHECKOUTS));
            case VIEWS_PER_ORDER -> ratio(HabitSum.VIEWS, HabitSum.ORDERS);
            case DAYS_SINCE_LAST_VISIT -> sinceLastVisit();
            case SUPPORT_CONTACTS -> sum(HabitSum.TICKETS);
            case REVIEWS -> sum(HabitSum.REVIEWS);
            case PROMOTION_CLICKS -> sum(HabitSum.PROMOTION_CLICKS);
            case CAMPAIGN_RESPONSE ->
                    Math.min(1, ratio(HabitSum.CAMPAIGNS_OPENED, HabitSum.CAMPAIGNS_SENT));
        };
    }

    private Lifetime lifetime() {
        return standing.lifetime();
    }

    private boolean hasOrdered() {
        return lifetime().hasOrdered();
    }

    private WindowTotals shortWindow() {
        return standing.windows().get(0);
    }

    /** The middle one; of an even number the shorter. */
    private WindowTotals middleWindow() {
        return standing.windows().get((standing.windows().size() - 1) / 2);
    }

    /** Whole days since the latest order. */
    private double recency() {
        return hasOrdered() ? day - lifetime().lastOrderDay() : Double.NaN;
    }

    private double meanGap() {
        return lifetime().repeatDays() > 0 ? lifetime().meanGap() : Double.NaN;
    }

    private double gapVariation() {
        return lifetime().repeatDays() > 1
                ? Math.sqrt(lifetime().gapVariance()) / lifetime().meanGap()
                : Double.NaN;
    }

    private double amountVariation() {
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
    private double spendTrend() {
        if (!hasOrdered() || standing.longestWindow().net() <= 0) {
            return Double.NaN;
        }
        long age = day - lifetime().firstOrderDay() + 1;
        double lately = (double) shortWindow().net() / Math.min(windows.days().get(0), age);
        double usually = (double) standing.longestWindow().net() / Math.min(windows.longest(), age);
        return lately / usually;
    }

    /** A figure of the habits, missing where none are kept. */
    private double habit(ToDoubleFunction<Habits> figure) {
        return standing.habits().isPresent()
                ? figure.applyAsDouble(standing.habits().get())
                : Double.NaN;
    }

    private double sum(HabitSum sum) {
        return habit(habits -> (double) habits.sum(sum));
    }

    /** A figure of the names of something that was bought, missing where none was named. */
    private double names(
            Function<Habits, NamedCounts> which, ToDoubleFunction<NamedCounts> figure) {
        return habit(
                habits ->
                        which.apply(habits).total() > 0
                                ? figure.applyAsDouble(which.apply(habits))
                                : Double.NaN);
    }

    private double sinceLastVisit() {
        return habit(habits -> habits.hasVisited() ? day - habits.lastVisitDay() : Double.NaN);
    }

    /** One sum by another, missing where the other is 0. */
    private double ratio(HabitSum part, HabitSum whole) {
        return ratio(sum(part), sum(whole));
    }

    /** The share of a part that is missing in a whole; 0 where there is more than the whole. */
    private static double shareWithout(double part, double whole) {
        return whole > 0 ? Math.max(0, 1 - part / whole) : Double.NaN;
    }

    private static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : Double.NaN;
    }
}
