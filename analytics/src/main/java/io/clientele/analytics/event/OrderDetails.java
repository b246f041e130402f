package io.clientele.analytics.event;

import java.util.List;

/**
 * What an order says beside its money. Texts are empty where the event does not say them, and at
 * most 256 characters long.
 *
 * @param country where it goes to or comes from, as the shop writes it
 * @param channel by what way it came, as the shop writes it
 * @param lines its first lines, at most {@link #MOST_LINES}
 * @param lineCount how many lines the order has
 */
public record OrderDetails(String country, String channel, List<OrderLine> lines, long lineCount) {

    /** How many lines are kept. */
    public static final int MOST_LINES = 100;

    /** Nothing is said, or it is not wanted. */
    public static final OrderDetails NONE = new OrderDetails("", "", List.of(), 0);

    /** Keeps the lines as they are. */
    public OrderDetails {
        lines = List.copyOf(lines);
    }
}
