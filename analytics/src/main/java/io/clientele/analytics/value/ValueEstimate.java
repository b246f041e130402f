package io.clientele.analytics.value;

/**
 * What a customer is expected to do and to be worth. An order here is a day with an order, as the
 * models count.
 *
 * @param probabilityAlive that the customer has not left, 0 to 1
 * @param ordersIn30 expected orders in the next 30 days
 * @param ordersIn90 the same in 90 days
 * @param ordersIn365 the same in 365 days
 * @param orderValue what an order is expected to be worth, minor units
 * @param lifetimeValue what the orders within the horizon are expected to come to, discounted,
 *     minor units
 * @param probabilityOfSilence of no order in the next days, as many as the settings say, 0 to 1
 */
public record ValueEstimate(
        double probabilityAlive,
        double ordersIn30,
        double ordersIn90,
        double ordersIn365,
        double orderValue,
        long lifetimeValue,
        double probabilityOfSilence) {}
