package io.clientele.analytics.model;

import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.value.Discounting;
import io.clientele.analytics.value.GammaGamma;
import io.clientele.analytics.value.PurchaseFit;
import io.clientele.analytics.value.PurchaseHistory;
import io.clientele.analytics.value.PurchaseModel;
import io.clientele.analytics.value.SpendFit;

/**
 * How often customers buy, until when, and for how much: fitted together, and used together.
 *
 * @param version counts the fits of a shop, from 1
 * @param fittedTo the day up to whose end the customers were looked at
 * @param purchases how often, and until when
 * @param spend for how much, in minor units
 * @param discounting how far ahead lifetime value looks, and what is worth less the later it comes
 * @param vipBound the lifetime value that VIPs exceed, minor units
 */
public record ValueModels(
        long version,
        long fittedTo,
        PurchaseFit purchases,
        SpendFit spend,
        Discounting discounting,
        double vipBound) {

    /** An upper bound stays one, however both sides were rounded. */
    private static final double ROUNDING = 1 + 1e-9;

    private static final double SHORT = 30 / PurchaseHistory.WEEK;
    private static final double MEDIUM = 90 / PurchaseHistory.WEEK;
    private static final double LONG = 365 / PurchaseHistory.WEEK;

    /** What a customer with an order is worth as of a day's end. */
    public CustomerValue of(Lifetime lifetime, long day) {
        PurchaseHistory history = PurchaseHistory.of(lifetime, day);
        PurchaseModel model = purchases.model();
        double lifetimeValue = lifetimeValue(lifetime, history);
        return new CustomerValue(
                model.probabilityAlive(history),
                model.expectedPurchases(history, SHORT),
                model.expectedPurchases(history, MEDIUM),
                model.expectedPurchases(history, LONG),
                orderValue(lifetime),
                lifetimeValue,
                lifetimeValue > vipBound,
                version);
    }

    /**
     * Whether a customer with an order is a VIP as of a day's end. It costs little for most, whom
     * an upper bound of their value leaves out: nobody who may leave buys more often than somebody
     * who may not.
     */
    public boolean isVip(Lifetime lifetime, long day) {
        PurchaseHistory history = PurchaseHistory.of(lifetime, day);
        return mostLifetimeValue(lifetime, history) > vipBound
                && lifetimeValue(lifetime, history) > vipBound;
    }

    /** Customer lifetime value in minor units: of the days to come, not of those that were. */
    public double lifetimeValue(Lifetime lifetime, long day) {
        return lifetimeValue(lifetime, PurchaseHistory.of(lifetime, day));
    }

    /** Not less than {@link #lifetimeValue(Lifetime, long)}, and much quicker. */
    double mostLifetimeValue(Lifetime lifetime, long day) {
        return mostLifetimeValue(lifetime, PurchaseHistory.of(lifetime, day));
    }

    /** The same with another bound. */
    ValueModels withVipBound(double bound) {
        return new ValueModels(version, fittedTo, purchases, spend, discounting, bound);
    }

    private double lifetimeValue(Lifetime lifetime, PurchaseHistory history) {
        return purchases.model().discountedPurchases(history, discounting) * orderValue(lifetime);
    }

    private double mostLifetimeValue(Lifetime lifetime, PurchaseHistory history) {
        PurchaseModel model = purchases.model();
        double rate = (model.r() + history.repeats()) / (model.alpha() + history.observed());
        double weeks = discounting.horizonDays() / PurchaseHistory.WEEK;
        return ROUNDING * model.probabilityAlive(history) * rate * weeks * orderValue(lifetime);
    }

    private double orderValue(Lifetime lifetime) {
        GammaGamma model = spend.model();
        return model.expectedOrder(lifetime.repeatDays(), Math.max(0, lifetime.meanRepeatDay()));
    }
}
