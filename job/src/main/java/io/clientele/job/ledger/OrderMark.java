package io.clientele.job.ledger;

/**
 * What is remembered of an order.
 *
 * @param timestamp when it was placed, milliseconds since 1970
 * @param amount what a cancellation takes back, minor units; negative once it was taken back
 */
public record OrderMark(long timestamp, long amount) {

    /** Whether a cancellation may still take it back. */
    public boolean stands() {
        return amount >= 0;
    }

    /** The order after its cancellation. */
    public OrderMark cancelled() {
        return new OrderMark(timestamp, -1);
    }
}
