package io.clientele.analytics.event;

/**
 * A line of an order.
 *
 * @param quantity how many pieces, rounded half-even; what is sold by weight may be 0
 */
public record OrderLine(Product product, long quantity) {}
