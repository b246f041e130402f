package io.clientele.analytics.value;

import io.clientele.analytics.ledger.Lifetime;
import java.util.List;

/**
 * How often customers buy, until when, and for how much, fitted to one population.
 *
 * @param trainedTo the day as of whose end the population was looked at, days since 1970
 * @param purchases how often, and until when
 * @param spend for how much, in minor units
 * @param settings what is told of a customer
 * @param warnings what is doubtful of the fit, in words; none if nothing is
 */
public record ValueModel(
        long trainedTo,
        PurchaseFit purchases,
        SpendFit spend,
        ValueSettings settings,
        List<String> warnings) {

    /** Copies the list. */
    public ValueModel {
        warnings = List.copyOf(warnings);
    }

    /**
     * What a customer is expected to do and to be worth, as of a day's end. {@link ValueEstimator}
     * says the same, quicker for many customers.
     *
     * @param lifetime of a customer with an order
     * @throws IllegalArgumentException if the customer has no order
     */
    public ValueEstimate estimate(Lifetime lifetime, long day) {
        PurchaseHistory history = history(lifetime, day);
        return estimate(lifetime, history, outlook(history));
    }

    static PurchaseHistory history(Lifetime lifetime, long day) {
        if (!lifetime.hasOrdered()) {
            throw new IllegalArgumentException("lifetime: no order, expected at least one");
        }
        return PurchaseHistory.of(lifetime, day);
    }

    Outlook outlook(PurchaseHistory history) {
        return Outlook.of(PurchaseProcess.ifAlive(purchases.model(), history), settings);
    }

    ValueEstimate estimate(Lifetime lifetime, PurchaseHistory history, Outlook outlook) {
        double alive = purchases.model().probabilityAlive(history);
        double order =
                spend.model()
                        .expectedOrder(
                                lifetime.repeatDays(), Math.max(0, lifetime.meanRepeatDay()));
        return new ValueEstimate(
                alive,
                alive * outlook.ordersIn30(),
                alive * outlook.ordersIn90(),
                alive * outlook.ordersIn365(),
                order,
                Math.round(alive * outlook.discounted() * order),
                1 - alive * (1 - outlook.silence()));
    }
}
