package io.clientele.analytics.simulate;

import io.clientele.analytics.event.EventType;
import java.util.Arrays;

/** One visit, planned at its start: what happens in it and when. Reused for later visits. */
final class Session {
    EventType[] types = new EventType[32];
    long[] times = new long[types.length];

    /** The product of a view, an addition or a removal; the code of a coupon or a promotion. */
    int[] subjects = new int[types.length];

    int[] quantities = new int[types.length];
    long[] prices = new long[types.length];
    int steps;
    int next;

    String key = "";
    byte[] identity = new byte[0];
    boolean visitor;
    Cause cause = Stranger.STRANGER;

    /** Why the order is made, where that is another cause than that of the visit. */
    Cause orderCause = cause;

    final Basket cart = new Basket();
    long cartNumber;

    /** 0 if nothing is ordered. */
    long orderNumber;

    /** Index of the order's coupon, -1 if it has none. */
    int coupon;

    void begin(String key, Cause cause, long cartNumber) {
        this.key = key;
        this.identity = EventWriter.ascii(key);
        this.visitor = cause == Stranger.STRANGER;
        this.cause = cause;
        this.orderCause = cause;
        this.cartNumber = cartNumber;
        cart.lines = 0;
        orderNumber = 0;
        coupon = -1;
        steps = 0;
        next = 0;
    }

    void add(EventType type, long time) {
        add(type, time, 0, 0, 0);
    }

    void add(EventType type, long time, int subject, int quantity, long price) {
        if (steps == types.length) {
            int larger = 2 * steps;
            types = Arrays.copyOf(types, larger);
            times = Arrays.copyOf(times, larger);
            subjects = Arrays.copyOf(subjects, larger);
            quantities = Arrays.copyOf(quantities, larger);
            prices = Arrays.copyOf(prices, larger);
        }
        types[steps] = type;
        times[steps] = time;
        subjects[steps] = subject;
        quantities[steps] = quantity;
        prices[steps] = price;
        steps++;
    }

    /** Charges everything in the cart at that share of its price. */
    void reprice(double share) {
        cart.reprice(share);
        for (int step = 0; step < steps; step++) {
            if (types[step] == EventType.PRODUCT_ADDED
                    || types[step] == EventType.PRODUCT_REMOVED) {
                prices[step] = Basket.repriced(prices[step], share);
            }
        }
    }

    /** Why that step happens. */
    Cause cause(int step) {
        return types[step] == EventType.ORDER_COMPLETED ? orderCause : cause;
    }

    boolean ordered() {
        return orderNumber > 0;
    }

    long end() {
        return times[steps - 1];
    }
}
