package io.clientele.gateway.segment;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A customer's move from one group to another, at a day's end.
 *
 * @param customerId the customer
 * @param from the group left
 * @param to the group entered
 * @param at the day's last millisecond
 * @param net the customer's net amount in the longest window, minor units, if known
 */
public record SegmentMove(
        String customerId, CustomerGroup from, CustomerGroup to, Instant at, OptionalLong net) {

    /** Which way a move goes in the order of the groups. */
    public enum Direction {
        /** To a better group. */
        UP,
        /** To a worse group. */
        DOWN
    }

    /** Up where the group entered comes before the one left. */
    public Direction direction() {
        return to.compareTo(from) < 0 ? Direction.UP : Direction.DOWN;
    }
}
