package io.clientele.analytics.simulate;

/**
 * The cause of a customer's last order: with it he leaves, as BG/NBD has it, and nobody is told.
 *
 * @param customer who leaves
 */
public record Departure(Customer customer) implements Cause {}
