package io.clientele.analytics.kpi;

import io.clientele.analytics.event.EventType;
import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.rfm.RfmGroup;

/**
 * One addition to one sum of the window that an instant lies in.
 *
 * @param time event time, milliseconds since 1970
 * @param series what is added to
 * @param part which part of a series that is split, else 0
 * @param amount what is added
 */
public record KpiFact(long time, KpiSeries series, int part, long amount) {

    /** An addition to a series that is not split. */
    public static KpiFact of(long time, KpiSeries series, long amount) {
        return new KpiFact(time, series, 0, amount);
    }

    /** One event of a type. */
    public static KpiFact event(long time, EventType type) {
        return new KpiFact(time, KpiSeries.EVENTS, type.ordinal(), 1);
    }

    /** One dead letter. */
    public static KpiFact deadLetter(long time, Refusal.Reason reason) {
        return new KpiFact(time, KpiSeries.DEAD_LETTERS, reason.ordinal(), 1);
    }

    /** An addition to a series that is split by group. */
    public static KpiFact group(long time, KpiSeries series, RfmGroup group, long amount) {
        return new KpiFact(time, series, group.ordinal(), amount);
    }
}
