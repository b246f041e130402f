package io.clientele.job.pattern;

import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.habit.RobustScale;
import io.clientele.analytics.time.ShopCalendar;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far an order is from what the customer did before: {@code amount_z} and {@code gap_z} of a
 * rule's event. What it is compared with is kept among the customer's figures, as of the last day's
 * end like all that is not a sum; no expression can read it there.
 *
 * @param calendar whose days the time between purchases is counted in
 */
record OwnHistory(ShopCalendar calendar) {

    /** What lies below it is no part of the profile. */
    static final String PREFIX = "history.";

    static final String AMOUNTS = PREFIX + "amount";
    static final String GAPS = PREFIX + "gap";
    static final String CENTRE = ".centre";
    static final String SPREAD = ".spread";

    private static final String AMOUNT_Z = "amount_z";
    private static final String GAP_Z = "gap_z";

    /** What must be kept of a customer for rules that read these fields of events. */
    static Set<String> paths(Set<String> eventFields) {
        boolean gaps = eventFields.contains(GAP_Z);
        if (eventFields.contains(AMOUNT_Z)) {
            return gaps ? Set.of(AMOUNTS, GAPS, CustomerFigures.LAST_ORDER_AT) : Set.of(AMOUNTS);
        }
        return gaps ? Set.of(GAPS, CustomerFigures.LAST_ORDER_AT) : Set.of();
    }

    /** Adds to an order's fields how far it is from the customer's own history. */
    void compare(OrderCompleted order, CustomerFigures figures, Map<String, Object> fields) {
        scale(AMOUNTS, figures)
                .ifPresent(scale -> fields.put(AMOUNT_Z, scale.deviation(order.amount())));
        Optional<RobustScale> gaps = scale(GAPS, figures);
        if (gaps.isPresent()
                && figures.values().get(CustomerFigures.LAST_ORDER_AT) instanceof Instant last) {
            long gap =
                    calendar.dayOf(order.header().timestamp())
                            - calendar.dayOf(last.toEpochMilli());
            if (gap > 0) {
                fields.put(GAP_Z, gaps.get().deviation(gap));
            }
        }
    }

    private static Optional<RobustScale> scale(String path, CustomerFigures figures) {
        Optional<Double> centre = figures.number(path + CENTRE);
        Optional<Double> spread = figures.number(path + SPREAD);
        return centre.isPresent() && spread.isPresent()
                ? Optional.of(new RobustScale(centre.get(), spread.get()))
                : Optional.empty();
    }
}
