package io.clientele.analytics.model;

import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.value.PurchaseHistory;
import io.clientele.analytics.value.PurchaseModel;
import io.clientele.analytics.value.ValueEstimate;
import io.clientele.analytics.value.ValueModel;
import java.util.Optional;

/**
 * A version of the value model of a shop, with what makes a VIP.
 *
 * @param version counts the fits, from 1
 * @param model the model
 * @param kept why the model is still the one before, if a later fit has failed
 * @param vipBound the lifetime value that VIPs exceed, minor units
 */
public record ValueModels(long version, ValueModel model, Optional<String> kept, double vipBound) {

    /** An upper bound stays one, however both sides were rounded. */
    private static final double ROUNDING = 1 + 1e-9;

    /** What a customer with an order is worth as of a day's end. */
    public CustomerValue of(Lifetime lifetime, long day) {
        return of(model.estimate(lifetime, day));
    }

    /** What a customer of whom this is estimated is worth. */
    CustomerValue of(ValueEstimate estimate) {
        return new CustomerValue(estimate, estimate.lifetimeValue() > vipBound, version);
    }

    /**
     * Whether a customer with an order is a VIP as of a day's end. It costs little for most, whom
     * an upper bound of their value leaves out.
     */
    public boolean isVip(Lifetime lifetime, long day) {
        return mostLifetimeValue(lifetime, day) > vipBound
                && model.estimate(lifetime, day).lifetimeValue() > vipBound;
    }

    /** The probability of no order within some days of a customer with one, as of a day's end. */
    public double probabilityOfSilence(Lifetime lifetime, long day, int days) {
        return model.purchases()
                .model()
                .probabilityOfNoPurchase(
                        PurchaseHistory.of(lifetime, day), days / PurchaseHistory.WEEK);
    }

    /**
     * Not less than the lifetime value, and much quicker: nobody who may leave buys more often than
     * somebody who may not, and nothing counts more than what comes at once.
     */
    double mostLifetimeValue(Lifetime lifetime, long day) {
        PurchaseHistory history = PurchaseHistory.of(lifetime, day);
        PurchaseModel purchases = model.purchases().model();
        double rate =
                (purchases.r() + history.repeats()) / (purchases.alpha() + history.observed());
        double weeks = model.settings().discounting().horizonDays() / PurchaseHistory.WEEK;
        double order =
                model.spend()
                        .model()
                        .expectedOrder(
                                lifetime.repeatDays(), Math.max(0, lifetime.meanRepeatDay()));
        double most = purchases.probabilityAlive(history) * rate * weeks * order;
        // Lifetime values are whole minor units.
        return most * ROUNDING + 1;
    }
}
