package io.clientele.job.ledger;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.OrderCancelled;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.ledger.CustomerLedger;
import io.clientele.analytics.ledger.CustomerLedger.Presence;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import java.util.function.Consumer;

/** What an event adds to the KPIs, given what its customer's ledger knew before it. */
final class SalesFacts {

    private final ShopCalendar calendar;
    private final long windowMillis;
    private final long presenceMillis;

    SalesFacts(Settings settings) {
        calendar = settings.calendar();
        windowMillis = settings.kpiWindow().toMillis();
        // A day more than any KPI takes late events for.
        presenceMillis = settings.lateness().plusDays(1).toMillis();
    }

    /** Tells of an event of somebody who is not known. */
    void tellOfVisitor(CommerceEvent event, Consumer<KpiFact> facts) {
        long time = event.header().timestamp();
        tellOfEvent(event, facts);
        facts.accept(KpiFact.of(time, KpiSeries.ANONYMOUS_EVENTS, 1));
        if (event instanceof OrderCompleted order) {
            facts.accept(KpiFact.of(time, KpiSeries.ANONYMOUS_ORDERS, 1));
            facts.accept(KpiFact.of(time, KpiSeries.ANONYMOUS_REVENUE, order.amount()));
        }
    }

    /** Tells of a customer's event, before it is entered into the ledger. */
    void tellOfCustomer(CommerceEvent event, CustomerLedger ledger, Consumer<KpiFact> facts) {
        long time = event.header().timestamp();
        long day = calendar.dayOf(time);
        tellOfEvent(event, facts);
        long known = ledger.firstActivityAt();
        if (known == Long.MAX_VALUE) {
            facts.accept(KpiFact.of(time, KpiSeries.KNOWN, 1));
        } else if (time < known) {
            move(KpiSeries.KNOWN, known, time, facts);
        }
        long oldest = calendar.startOf(ledger.asOfDay()) - presenceMillis;
        Presence presence = ledger.active(time, window(time), day);
        if (presence.firstInWindow()) {
            ledger.forgetPresenceBefore(window(oldest), calendar.dayOf(oldest));
        }
        boolean remembered = time >= oldest;
        if (remembered) {
            tellOfPresence(time, presence, facts);
        }
        if (event instanceof OrderCompleted) {
            tellOfBuyer(time, day, ledger, remembered, facts);
        }
    }

    private static void tellOfPresence(long time, Presence presence, Consumer<KpiFact> facts) {
        if (presence.firstInWindow()) {
            facts.accept(KpiFact.of(time, KpiSeries.ACTIVE, 1));
        }
        if (presence.firstInDay()) {
            facts.accept(KpiFact.of(time, KpiSeries.DAY_ACTIVE, 1));
        }
        presence.insteadOf().ifPresent(later -> move(KpiSeries.DAY_ACTIVE, later, time, facts));
    }

    private void tellOfBuyer(
            long time,
            long day,
            CustomerLedger ledger,
            boolean remembered,
            Consumer<KpiFact> facts) {
        boolean hadOrdered = ledger.lifetime().hasOrdered();
        long first = ledger.lifetime().firstOrderAt();
        if (!hadOrdered) {
            facts.accept(KpiFact.of(time, KpiSeries.NEW, 1));
        } else if (time < first) {
            // The order that was taken for the first one was not: it came out of order.
            move(KpiSeries.NEW, first, time, facts);
            if (window(time) < window(first)) {
                facts.accept(KpiFact.of(first, KpiSeries.RETURNING, 1));
            }
            if (day < calendar.dayOf(first)) {
                facts.accept(KpiFact.of(first, KpiSeries.DAY_RETURNING, 1));
            }
        }
        Presence ordering = ledger.ordering(time, window(time), day);
        if (!hadOrdered || !remembered) {
            return;
        }
        if (ordering.firstInWindow() && window(first) < window(time)) {
            facts.accept(KpiFact.of(time, KpiSeries.RETURNING, 1));
        }
        if (ordering.firstInDay() && calendar.dayOf(first) < day) {
            facts.accept(KpiFact.of(time, KpiSeries.DAY_RETURNING, 1));
        }
        if (ordering.insteadOf().isPresent() && calendar.dayOf(first) < day) {
            move(KpiSeries.DAY_RETURNING, ordering.insteadOf().getAsLong(), time, facts);
        }
    }

    /** What was counted at one time belongs to an earlier one. */
    private static void move(KpiSeries series, long from, long to, Consumer<KpiFact> facts) {
        facts.accept(KpiFact.of(from, series, -1));
        facts.accept(KpiFact.of(to, series, 1));
    }

    private static void tellOfEvent(CommerceEvent event, Consumer<KpiFact> facts) {
        long time = event.header().timestamp();
        facts.accept(KpiFact.event(time, event.type()));
        if (event instanceof OrderCompleted order) {
            facts.accept(KpiFact.of(time, KpiSeries.ORDERS, 1));
            facts.accept(KpiFact.of(time, KpiSeries.GROSS_REVENUE, order.amount()));
            facts.accept(KpiFact.of(time, KpiSeries.UNITS, order.units()));
        } else if (event instanceof OrderRefunded refund) {
            tellOfRefund(time, refund.amount(), facts);
        } else if (event instanceof OrderCancelled cancelled) {
            tellOfRefund(time, cancelled.amount().orElseThrow(), facts);
        }
    }

    private static void tellOfRefund(long time, long amount, Consumer<KpiFact> facts) {
        facts.accept(KpiFact.of(time, KpiSeries.REFUND_COUNT, 1));
        facts.accept(KpiFact.of(time, KpiSeries.REFUNDS, amount));
    }

    /** The number of the KPI window: the second that it ends with, so that no two share one. */
    private long window(long time) {
        return Math.floorDiv(calendar.windowEnd(time, windowMillis), 1_000L);
    }
}
