package io.clientele.analytics.kpi;

import io.clientele.analytics.event.EventType;
import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.rfm.RfmGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Turns the sums of a window into points; names and units are those of {@code docs/metrics.md}.
 *
 * @param end the window's last millisecond, since 1970
 * @param windowSeconds the windows' length
 * @param window the window's own sums
 * @param day the sums of the windows of the same day up to this one
 * @param running the sums of all windows up to this one
 * @param endsDay whether the day ends with the window, which is when group sizes are told
 * @param eventToKpiMillis from the arrival of the window's last event to now; empty if unknown
 */
public record KpiReport(
        long end,
        long windowSeconds,
        KpiTotals window,
        KpiTotals day,
        KpiTotals running,
        boolean endsDay,
        OptionalLong eventToKpiMillis) {

    /** The points of the window; none if nothing happened in it. */
    public List<KpiPoint> points() {
        List<KpiPoint> points = new ArrayList<>();
        if (window.read() > 0) {
            points.add(point("sales", Map.of(), sales()));
            points.add(point("customers", Map.of(), customers()));
            points.add(point("pipeline", Map.of(), pipeline()));
            for (EventType type : EventType.values()) {
                addCount(points, "events", "event", type.eventName(), KpiSeries.EVENTS, type);
            }
            for (Refusal.Reason reason : Refusal.Reason.values()) {
                addCount(
                        points,
                        "dead_letters",
                        "reason",
                        reason.code(),
                        KpiSeries.DEAD_LETTERS,
                        reason);
            }
        }
        if (endsDay) {
            for (RfmGroup group : RfmGroup.values()) {
                points.add(point("segments", Map.of("group", group.name()), segment(group)));
            }
            if (running.of(KpiSeries.VIP_CUSTOMERS) > 0 || window.of(KpiSeries.VIPS_LEFT) > 0) {
                points.add(point("vips", Map.of(), vips()));
            }
        }
        return points;
    }

    private Map<String, Number> sales() {
        Map<String, Number> fields = new TreeMap<>();
        addSales("", window, fields);
        addSales("day_", day, fields);
        return fields;
    }

    private static void addSales(String prefix, KpiTotals totals, Map<String, Number> fields) {
        long gross = totals.of(KpiSeries.GROSS_REVENUE);
        long refunds = totals.of(KpiSeries.REFUNDS);
        long orders = totals.of(KpiSeries.ORDERS);
        fields.put(prefix + "gross_revenue", gross);
        fields.put(prefix + "net_revenue", gross - refunds);
        fields.put(prefix + "orders", orders);
        fields.put(prefix + "average_order_value", ratio(gross, orders));
        fields.put(prefix + "units", totals.of(KpiSeries.UNITS));
        fields.put(prefix + "refunds", refunds);
        fields.put(prefix + "refund_count", totals.of(KpiSeries.REFUND_COUNT));
        fields.put(prefix + "refund_rate", ratio(refunds, gross));
        fields.put(prefix + "anonymous_orders", totals.of(KpiSeries.ANONYMOUS_ORDERS));
        fields.put(prefix + "anonymous_revenue", totals.of(KpiSeries.ANONYMOUS_REVENUE));
    }

    private Map<String, Number> customers() {
        Map<String, Number> fields = new TreeMap<>();
        fields.put("active", window.of(KpiSeries.ACTIVE));
        fields.put("new", window.of(KpiSeries.NEW));
        fields.put("returning", window.of(KpiSeries.RETURNING));
        fields.put("anonymous_share", anonymousShare(window));
        fields.put("day_active", day.of(KpiSeries.DAY_ACTIVE));
        fields.put("day_new", day.of(KpiSeries.NEW));
        fields.put("day_returning", day.of(KpiSeries.DAY_RETURNING));
        fields.put("day_anonymous_share", anonymousShare(day));
        fields.put("known", running.of(KpiSeries.KNOWN));
        return fields;
    }

    private Map<String, Number> pipeline() {
        Map<String, Number> fields = new TreeMap<>();
        fields.put("events", window.read());
        fields.put("accepted", window.of(KpiSeries.EVENTS));
        fields.put("duplicates", window.of(KpiSeries.DUPLICATES));
        fields.put("dead_letters", window.of(KpiSeries.DEAD_LETTERS));
        fields.put("late_events", window.of(KpiSeries.LATE_EVENTS));
        if (window.of(KpiSeries.LATE_FOR_RULES) > 0) {
            fields.put("late_for_rules", window.of(KpiSeries.LATE_FOR_RULES));
        }
        eventToKpiMillis.ifPresent(latency -> fields.put("event_to_kpi_ms", latency));
        return fields;
    }

    private Map<String, Number> segment(RfmGroup group) {
        Map<String, Number> fields = new TreeMap<>();
        fields.put("customers", running.of(KpiSeries.GROUP_CUSTOMERS, group.ordinal()));
        fields.put("value", running.of(KpiSeries.GROUP_VALUE, group.ordinal()));
        fields.put("moved_in", window.of(KpiSeries.MOVED_IN, group.ordinal()));
        fields.put("moved_out", window.of(KpiSeries.MOVED_OUT, group.ordinal()));
        return fields;
    }

    private Map<String, Number> vips() {
        Map<String, Number> fields = new TreeMap<>();
        fields.put("customers", running.of(KpiSeries.VIP_CUSTOMERS));
        fields.put("value", running.of(KpiSeries.VIP_VALUE));
        fields.put(
                "value_share",
                ratio(running.of(KpiSeries.VIP_VALUE), running.of(KpiSeries.GROUP_VALUE)));
        fields.put("entered", window.of(KpiSeries.VIPS_ENTERED));
        fields.put("left", window.of(KpiSeries.VIPS_LEFT));
        return fields;
    }

    private void addCount(
            List<KpiPoint> points,
            String measurement,
            String tag,
            String value,
            KpiSeries series,
            Enum<?> part) {
        long count = window.of(series, part.ordinal());
        if (count > 0) {
            points.add(point(measurement, Map.of(tag, value), Map.of("count", count)));
        }
    }

    private KpiPoint point(
            String measurement, Map<String, String> tags, Map<String, Number> fields) {
        return new KpiPoint(measurement, Instant.ofEpochMilli(end), windowSeconds, tags, fields);
    }

    private static double anonymousShare(KpiTotals totals) {
        return ratio(totals.of(KpiSeries.ANONYMOUS_EVENTS), totals.of(KpiSeries.EVENTS));
    }

    /** 0 where there is nothing to divide by. */
    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
