package io.clientele.analytics.feature;

import static io.clientele.analytics.feature.Scale.LINEAR;
import static io.clientele.analytics.feature.Scale.LOG;

import io.clientele.analytics.habit.HabitSum;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The features of a customer. Each is missing (NaN) where its formula has nothing to stand on; what
 * it means, and when it is missing, is in {@code docs/features.md}.
 */
public enum Feature {
    RECENCY_DAYS("days", LOG, Subject::recency),
    ORDERS_SHORT_WINDOW("orders", LOG, one -> one.shortWindow().orders()),
    ORDERS_MIDDLE_WINDOW("orders", LOG, one -> one.middleWindow().orders()),
    ORDERS_LONG_WINDOW("orders", LOG, one -> one.standing().longestWindow().orders()),
    NET_SHORT_WINDOW("minor units", LOG, one -> one.shortWindow().net()),
    NET_MIDDLE_WINDOW("minor units", LOG, one -> one.middleWindow().net()),
    NET_LONG_WINDOW("minor units", LOG, one -> one.standing().longestWindow().net()),
    LIFETIME_ORDERS("orders", LOG, one -> one.lifetime().orders()),
    PURCHASE_DAYS("days", LOG, one -> one.lifetime().orderDays()),
    TENURE_DAYS("days", LOG, one -> one.habit(habits -> one.day() - habits.firstDay())),
    MEAN_GAP_DAYS("days", LOG, Subject::meanGap),
    GAP_VARIATION("ratio", LOG, Subject::gapVariation),
    GAP_AGAINST_RHYTHM("ratio", LOG, one -> one.recency() / one.meanGap()),
    MEAN_ORDER_VALUE(
            "minor units", LOG, one -> one.hasOrdered() ? one.lifetime().meanOrder() : Double.NaN),
    ORDER_VALUE_VARIATION("ratio", LOG, Subject::amountVariation),
    UNITS_PER_ORDER("pieces", LOG, one -> one.ratio(HabitSum.UNITS, HabitSum.UNIT_ORDERS)),
    LINES_PER_ORDER("lines", LOG, one -> one.ratio(HabitSum.LINES, HabitSum.LINE_ORDERS)),
    PRICE_LEVEL("minor units", LOG, one -> one.ratio(HabitSum.UNIT_AMOUNT, HabitSum.UNITS)),
    DISTINCT_CATEGORIES(
            "categories",
            LOG,
            one ->
                    one.habit(
                            habits ->
                                    habits.categories().total() > 0
                                            ? habits.categories().distinct()
                                            : Double.NaN)),
    CATEGORY_ENTROPY(
            "nats",
            LINEAR,
            one ->
                    one.habit(
                            habits ->
                                    habits.categories().total() > 0
                                            ? habits.categories().entropy()
                                            : Double.NaN)),
    DISTINCT_BRANDS(
            "brands",
            LOG,
            one ->
                    one.habit(
                            habits ->
                                    habits.brands().total() > 0
                                            ? habits.brands().distinct()
                                            : Double.NaN)),
    BRAND_LOYALTY(
            "share",
            LINEAR,
            one ->
                    one.habit(
                            habits ->
                                    habits.brands().total() > 0
                                            ? habits.brands().largestShare()
                                            : Double.NaN)),
    RETURN_RATE(
            "share",
            LINEAR,
            one ->
                    Subject.ratio(
                            (double) one.lifetime().refunds(), (double) one.lifetime().gross())),
    RETURNS("returns", LOG, one -> one.sum(HabitSum.RETURNS)),
    COUPON_SHARE("share", LINEAR, one -> one.ratio(HabitSum.COUPON_ORDERS, HabitSum.ORDERS)),
    WEEKEND_SHARE("share", LINEAR, one -> one.ratio(HabitSum.WEEKEND_ORDERS, HabitSum.ORDERS)),
    EVENING_SHARE("share", LINEAR, one -> one.ratio(HabitSum.EVENING_ORDERS, HabitSum.ORDERS)),
    SPEND_TREND("ratio", LOG, Subject::spendTrend),
    CART_ABANDONMENT(
            "share",
            LINEAR,
            one ->
                    one.shareWithout(
                            one.sum(HabitSum.LINES),
                            one.sum(HabitSum.ADDED) - one.sum(HabitSum.REMOVED))),
    CHECKOUT_ABANDONMENT(
            "share",
            LINEAR,
            one -> one.shareWithout(one.sum(HabitSum.ORDERS), one.sum(HabitSum.CHECKOUTS))),
    VIEWS_PER_ORDER("views", LOG, one -> one.ratio(HabitSum.VIEWS, HabitSum.ORDERS)),
    DAYS_SINCE_LAST_VISIT(
            "days",
            LOG,
            one ->
                    one.habit(
                            habits ->
                                    habits.hasVisited()
                                            ? one.day() - habits.lastVisitDay()
                                            : Double.NaN)),
    SUPPORT_CONTACTS("contacts", LOG, one -> one.sum(HabitSum.TICKETS)),
    REVIEWS("reviews", LOG, one -> one.sum(HabitSum.REVIEWS)),
    PROMOTION_CLICKS("clicks", LOG, one -> one.sum(HabitSum.PROMOTION_CLICKS)),
    CAMPAIGN_RESPONSE(
            "share",
            LINEAR,
            one -> Math.min(1, one.ratio(HabitSum.CAMPAIGNS_OPENED, HabitSum.CAMPAIGNS_SENT)));

    private final String unit;
    private final Scale scale;

    // A formula holds nothing that could change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final transient ToDoubleFunction<Subject> formula;

    Feature(String unit, Scale scale, ToDoubleFunction<Subject> formula) {
        this.unit = unit;
        this.scale = scale;
        this.formula = formula;
    }

    /** Its name in profiles, rules and settings, such as {@code recency_days}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is counted in. */
    public String unit() {
        return unit;
    }

    /** The scale on which it is compared and learned from. */
    public Scale scale() {
        return scale;
    }

    double of(Subject subject) {
        return formula.applyAsDouble(subject);
    }
}
