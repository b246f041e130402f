package io.clientele.analytics.model;

/**
 * What a customer is expected to be worth.
 *
 * @param probabilityAlive that the customer has not left, 0 to 1
 * @param ordersIn30 expected number of days with an order within 30 days
 * @param ordersIn90 the same within 90 days
 * @param ordersIn365 the same within 365 days
 * @param orderValue what such a day is expected to bring, minor units
 * @param lifetimeValue what the days to come within the horizon are expected to bring, discounted,
 *     minor units
 * @param vip whether that is above the bound of VIPs
 * @param modelVersion of the value models
 */
public record CustomerValue(
        double probabilityAlive,
        double ordersIn30,
        double ordersIn90,
        double ordersIn365,
        double orderValue,
        double lifetimeValue,
        boolean vip,
        long modelVersion) {}
