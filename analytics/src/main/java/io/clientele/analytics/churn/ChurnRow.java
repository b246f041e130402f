package io.clientele.analytics.churn;

import io.clientele.analytics.ledger.Standing;

/**
 * A customer with an order, at a day's end.
 *
 * @param customerId who
 * @param standing what the ledger says
 * @param purchaseModel the purchase model's probability of no order within the horizon, 0 to 1; NaN
 *     where it gives none
 * @param additional the values of the settings' additional features; NaN where one is missing
 */
@SuppressWarnings("ArrayRecordComponent")
public record ChurnRow(
        String customerId, Standing standing, double purchaseModel, double[] additional) {

    private static final double[] NOTHING = {};

    /** A row that says what the ledger says. */
    public static ChurnRow of(String customerId, Standing standing) {
        return new ChurnRow(customerId, standing, Double.NaN, NOTHING);
    }

    /** The same, with the purchase model's probability of no order within the horizon. */
    public ChurnRow withPurchaseModel(double probability) {
        return new ChurnRow(customerId, standing, probability, additional);
    }
}
