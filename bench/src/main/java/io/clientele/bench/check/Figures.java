package io.clientele.bench.check;

/**
 * What a profile says of a customer right after an order or a refund; amounts in minor units.
 *
 * @param orders of all time
 * @param gross of all time
 * @param refunds of all time
 * @param lastOrderAt milliseconds since 1970, {@code Long.MIN_VALUE} for none
 * @param monthOrders of 30 days
 * @param monthNet of 30 days
 * @param yearOrders of 365 days
 * @param yearNet of 365 days
 */
public record Figures(
        long orders,
        long gross,
        long refunds,
        long lastOrderAt,
        long monthOrders,
        long monthNet,
        long yearOrders,
        long yearNet) {}
