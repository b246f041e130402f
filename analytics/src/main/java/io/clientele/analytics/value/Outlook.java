package io.clientele.analytics.value;

/**
 * What is to come of a customer who is still there. It is the same for all with as many repeat
 * purchases in as many days, whenever the last of these was.
 *
 * @param ordersIn30 expected purchases in 30 days
 * @param ordersIn90 the same in 90 days
 * @param ordersIn365 the same in 365 days
 * @param discounted expected purchases within the horizon, discounted
 * @param silence the probability of no purchase in the days of the settings
 */
record Outlook(
        double ordersIn30,
        double ordersIn90,
        double ordersIn365,
        double discounted,
        double silence) {

    static Outlook of(PurchaseProcess process, ValueSettings settings) {
        return new Outlook(
                process.expectedPurchases(30 / PurchaseHistory.WEEK),
                process.expectedPurchases(90 / PurchaseHistory.WEEK),
                process.expectedPurchases(365 / PurchaseHistory.WEEK),
                process.discountedPurchases(settings.discounting()),
                process.probabilityOfNoPurchase(settings.silenceDays() / PurchaseHistory.WEEK));
    }
}
