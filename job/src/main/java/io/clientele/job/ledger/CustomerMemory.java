package io.clientele.job.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is remembered of a customer's messages and orders, so that none of them counts twice.
 *
 * <p>Not thread-safe.
 */
public final class CustomerMemory {

    /** When each message happened, milliseconds since 1970. */
    final Map<String, Long> messages = new LinkedHashMap<>();

    final Map<String, OrderMark> orders = new LinkedHashMap<>();

    /** When the owner's next alarm rings to forget, {@code Long.MAX_VALUE} for never. */
    long alarmAt = Long.MAX_VALUE;

    /** The end of a day at which all was forgotten that was due; not kept in state. */
    long forgottenAt = Long.MIN_VALUE;

    /** Whether cancellations wait for their orders. */
    boolean cancellationsWait;

    /** Whether a message has been seen at most so many milliseconds before or after. */
    boolean hasMessage(String messageId, long time, long within) {
        Long seen = messages.get(messageId);
        return seen != null && Math.abs(time - seen) <= within;
    }

    /** Whether an order has been seen at most so many milliseconds before or after. */
    boolean hasOrder(String orderId, long time, long within) {
        OrderMark mark = orders.get(orderId);
        return mark != null && Math.abs(time - mark.timestamp()) <= within;
    }

    /** Forgets the messages and the orders that happened up to a moment each. */
    void forget(long messagesUpTo, long ordersUpTo) {
        messages.values().removeIf(time -> time <= messagesUpTo);
        orders.values().removeIf(mark -> mark.timestamp() <= ordersUpTo);
    }

    /** When the latest of the messages happened. */
    OptionalLong latestMessage() {
        return messages.values().stream().mapToLong(Long::longValue).max();
    }

    /** When the latest of the orders was placed. */
    OptionalLong latestOrder() {
        return orders.values().stream().mapToLong(OrderMark::timestamp).max();
    }

    /** Whether nothing is remembered. */
    boolean isEmpty() {
        return messages.isEmpty() && orders.isEmpty() && !cancellationsWait;
    }
}
