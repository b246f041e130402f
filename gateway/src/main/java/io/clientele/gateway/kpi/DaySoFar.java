package io.clientele.gateway.kpi;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The figures of the shop's day so far, each beside that of the day before up to the same time of
 * day. Amounts are in minor units; days are those of UTC.
 *
 * @param date the day
 * @param netRevenue orders minus refunds and cancellations
 * @param grossRevenue orders
 * @param orders the number of orders
 * @param averageOrderValue gross revenue by order
 * @param activeCustomers customers with any event
 * @param newCustomers active customers seen for the first time
 * @param returningCustomers active customers seen before
 * @param refundRate refunds by gross revenue, from 0
 */
public record DaySoFar(
        LocalDate date,
        Figure netRevenue,
        Figure grossRevenue,
        Figure orders,
        Figure averageOrderValue,
        Figure activeCustomers,
        Figure newCustomers,
        Figure returningCustomers,
        Figure refundRate) {

    private enum Kind {
        /** Zero on a day without events. */
        AMOUNT,
        /** Unknown on a day without events. */
        RATIO
    }

    /** The day of the newest window; empty while there is none. */
    public static Optional<DaySoFar> of(KpiHistory history) {
        return history.newest().map(now -> of(history, now));
    }

    private static DaySoFar of(KpiHistory history, Instant now) {
        return new DaySoFar(
                day(now),
                figure(history, now, "sales", "day_net_revenue", Kind.AMOUNT),
                figure(history, now, "sales", "day_gross_revenue", Kind.AMOUNT),
                figure(history, now, "sales", "day_orders", Kind.AMOUNT),
                figure(history, now, "sales", "day_average_order_value", Kind.RATIO),
                figure(history, now, "customers", "day_active", Kind.AMOUNT),
                figure(history, now, "customers", "day_new", Kind.AMOUNT),
                figure(history, now, "customers", "day_returning", Kind.AMOUNT),
                figure(history, now, "sales", "day_refund_rate", Kind.RATIO));
    }

    private static Figure figure(
            KpiHistory history, Instant now, String measurement, String field, Kind kind) {
        return new Figure(
                at(history, now, measurement, field, kind),
                at(history, now.minus(Duration.ofDays(1)), measurement, field, kind));
    }

    /**
     * A window without events writes nothing, so the newest window of that day up to then tells;
     * where the day has none although the history reaches back before it, nothing happened.
     */
    private static Optional<Number> at(
            KpiHistory history, Instant time, String measurement, String field, Kind kind) {
        Optional<KpiPoint> newest = history.latestUntil(measurement, time);
        if (newest.isPresent() && day(newest.get().time()).equals(day(time))) {
            return newest.get().field(field);
        }
        boolean nothingHappened = newest.isPresent();
        return nothingHappened && kind == Kind.AMOUNT ? Optional.of(0L) : Optional.empty();
    }

    /** The shop's day of a time. */
    public static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
