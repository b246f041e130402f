package io.clientele.analytics.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * The shop's days: where they begin and end in its time zone, as whole numbers.
 *
 * <p>A day is its number since 1970-01-01; an instant is milliseconds since 1970-01-01T00:00:00Z.
 */
public final class ShopCalendar {

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long HOUR_MILLIS = 3_600_000L;

    private final ZoneRules rules;
    private final boolean utc;

    /** The days of a time zone. */
    public ShopCalendar(ZoneId zone) {
        this.rules = zone.getRules();
        this.utc = rules.isFixedOffset() && rules.getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
    }

    /** The day that an instant lies in. */
    public long dayOf(long instant) {
        if (utc) {
            return Math.floorDiv(instant, DAY_MILLIS);
        }
        long offset = rules.getOffset(Instant.ofEpochMilli(instant)).getTotalSeconds() * 1_000L;
        return Math.floorDiv(instant + offset, DAY_MILLIS);
    }

    /** The hour of the day that an instant lies in by the shop's clocks, 0 to 23. */
    public int hourOf(long instant) {
        long local =
                utc
                        ? instant
                        : instant
                                + rules.getOffset(Instant.ofEpochMilli(instant)).getTotalSeconds()
                                        * 1_000L;
        return (int) (Math.floorMod(local, DAY_MILLIS) / HOUR_MILLIS);
    }

    /** The first instant of a day. */
    public long startOf(long day) {
        if (utc) {
            return day * DAY_MILLIS;
        }
        // After a gap at midnight the day begins at the transition: its offset is the later one.
        var midnight = LocalDate.ofEpochDay(day).atStartOfDay();
        var transition = rules.getTransition(midnight);
        if (transition != null && transition.isGap()) {
            return transition.getInstant().toEpochMilli();
        }
        return midnight.toInstant(rules.getOffset(midnight)).toEpochMilli();
    }

    /** The last millisecond of a day. */
    public long endOf(long day) {
        return startOf(day + 1) - 1;
    }

    /**
     * The last millisecond of the window that an instant lies in. Windows begin with the day and
     * never reach into the next one.
     *
     * @param windowMillis the windows' length, at most a day
     */
    public long windowEnd(long instant, long windowMillis) {
        long day = dayOf(instant);
        long nextDay = startOf(day + 1);
        if (windowMillis >= DAY_MILLIS) {
            return nextDay - 1;
        }
        long start = startOf(day);
        long end = start + ((instant - start) / windowMillis + 1) * windowMillis;
        return Math.min(end, nextDay) - 1;
    }
}
