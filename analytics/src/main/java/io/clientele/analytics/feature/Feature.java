package io.clientele.analytics.feature;

import static io.clientele.analytics.feature.Scale.LINEAR;
import static io.clientele.analytics.feature.Scale.LOG;

import java.util.Locale;

/**
 * The features of a customer. Each is missing (NaN) where its formula has nothing to stand on; what
 * it means, and when it is missing, is in {@code docs/features.md}.
 */
public enum Feature {
    RECENCY_DAYS("days", LOG),
    ORDERS_SHORT_WINDOW("orders", LOG),
    ORDERS_MIDDLE_WINDOW("orders", LOG),
    ORDERS_LONG_WINDOW("orders", LOG),
    NET_SHORT_WINDOW("minor units", LOG),
    NET_MIDDLE_WINDOW("minor units", LOG),
    NET_LONG_WINDOW("minor units", LOG),
    LIFETIME_ORDERS("orders", LOG),
    PURCHASE_DAYS("days", LOG),
    TENURE_DAYS("days", LOG),
    MEAN_GAP_DAYS("days", LOG),
    GAP_VARIATION("ratio", LOG),
    GAP_AGAINST_RHYTHM("ratio", LOG),
    MEAN_ORDER_VALUE("minor units", LOG),
    ORDER_VALUE_VARIATION("ratio", LOG),
    UNITS_PER_ORDER("pieces", LOG),
    LINES_PER_ORDER("lines", LOG),
    PRICE_LEVEL("minor units", LOG),
    DISTINCT_CATEGORIES("categories", LOG),
    CATEGORY_ENTROPY("nats", LINEAR),
    DISTINCT_BRANDS("brands", LOG),
    BRAND_LOYALTY("share", LINEAR),
    RETURN_RATE("share", LINEAR),
    RETURNS("returns", LOG),
    COUPON_SHARE("share", LINEAR),
    WEEKEND_SHARE("share", LINEAR),
    EVENING_SHARE("share", LINEAR),
    SPEND_TREND("ratio", LOG),
    CART_ABANDONMENT("share", LINEAR),
    CHECKOUT_ABANDONMENT("share", LINEAR),
    VIEWS_PER_ORDER("views", LOG),
    DAYS_SINCE_LAST_VISIT("days", LOG),
    SUPPORT_CONTACTS("contacts", LOG),
    REVIEWS("reviews", LOG),
    PROMOTION_CLICKS("clicks", LOG),
    CAMPAIGN_RESPONSE("share", LINEAR);

    private final String unit;
    private final Scale scale;

    Feature(String unit, Scale scale) {
        this.unit = unit;
        this.scale = scale;
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
}
