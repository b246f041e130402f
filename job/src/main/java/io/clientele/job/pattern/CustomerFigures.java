package io.clientele.job.pattern;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.OrderCancelled;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.rules.event.CustomerView;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * What rules know of one customer: the figures of the profile that some rule reads, as of the last
 * day's end; lifetime and windows are carried on with each order and refund since, in the order of
 * their times, so that they do not depend on the order in which events came.
 *
 * <p>Not thread-safe.
 */
final class CustomerFigures {

    /** Stands for a figure that is kept and has no value. */
    enum Absence {
        NO_VALUE
    }

    static final String FIRST_ORDER_AT = "lifetime.first_order_at";
    static final String LAST_ORDER_AT = "lifetime.last_order_at";
    private static final String WINDOWS = "windows.";

    private final TreeMap<String, Object> values;
    private Optional<CustomerView> view = Optional.empty();

    /** Nothing is known. */
    CustomerFigures() {
        this(Map.of());
    }

    /**
     * Figures by their paths: Double, String, Boolean, Instant, a list of texts, or {@link
     * Absence}.
     */
    CustomerFigures(Map<String, Object> values) {
        this.values = new TreeMap<>(values);
    }

    /** A customer who has done nothing yet. */
    static CustomerFigures ofNewcomer(KeptPaths kept, Iterable<Integer> windows) {
        Map<String, Object> values = new HashMap<>();
        for (String sum : new String[] {"orders", "gross", "refunds"}) {
            values.put("lifetime." + sum, 0.0);
        }
        values.put(FIRST_ORDER_AT, Absence.NO_VALUE);
        values.put(LAST_ORDER_AT, Absence.NO_VALUE);
        for (int days : windows) {
            values.put(WINDOWS + days + ".orders", 0.0);
            values.put(WINDOWS + days + ".net", 0.0);
        }
        values.keySet().removeIf(path -> !kept.keeps(path));
        return new CustomerFigures(values);
    }

    Map<String, Object> values() {
        return values;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** A figure that is a number. */
    Optional<Double> number(String path) {
        return values.get(path) instanceof Double number ? Optional.of(number) : Optional.empty();
    }

    /** An event came; whether that changed a figure. */
    boolean enter(CommerceEvent event) {
        if (event instanceof OrderCompleted order) {
            return order(order.header().timestamp(), order.amount());
        }
        if (event instanceof OrderRefunded refund) {
            return refund(refund.amount());
        }
        return event instanceof OrderCancelled cancelled && refund(cancelled.amount().orElse(0));
    }

    private boolean order(long time, long amount) {
        boolean changed = add("lifetime.orders", 1);
        changed |= add("lifetime.gross", amount);
        Instant at = Instant.ofEpochMilli(time);
        changed |= values.replace(LAST_ORDER_AT, at) != null;
        changed |= values.replace(FIRST_ORDER_AT, Absence.NO_VALUE, at);
        return addToWindows(1, amount, changed);
    }

    private boolean refund(long amount) {
        return addToWindows(0, -amount, add("lifetime.refunds", amount));
    }

    /** As expressions see it. */
    CustomerView view(String customer) {
        if (view.isEmpty()) {
            Map<String, Object> profile = new HashMap<>();
            values.forEach(
                    (path, value) -> {
                        if (value != Absence.NO_VALUE && !path.startsWith(OwnHistory.PREFIX)) {
                            put(profile, path, value);
                        }
                    });
            view = Optional.of(new CustomerView(customer, profile));
        }
        return view.get();
    }

    private boolean addToWindows(long orders, long net, boolean changedBefore) {
        boolean changed = changedBefore;
        for (String path : values.subMap(WINDOWS, "windows/").keySet()) {
            changed |= add(path, path.endsWith(".orders") ? orders : net);
        }
        if (changed) {
            view = Optional.empty();
        }
        return changed;
    }

    private boolean add(String path, long amount) {
        DoubleUnaryOperator more = number -> number + amount;
        return values.computeIfPresent(
                        path,
                        (any, value) ->
                                value instanceof Double number ? more.applyAsDouble(number) : value)
                != null;
    }

    @SuppressWarnings("unchecked") // maps within the profile are made here
    private static void put(Map<String, Object> profile, String path, Object value) {
        Map<String, Object> at = profile;
        int from = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
            at =
                    (Map<String, Object>)
                            at.computeIfAbsent(
                                    path.substring(from, dot),
                                    any -> new HashMap<String, Object>());
            from = dot + 1;
        }
        at.put(path.substring(from), value);
    }
}
