package io.clientele.configuration;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A part of each day in which only what is critical may disturb.
 *
 * @param from when it begins
 * @param to when it ends, on the next day if that is not after the beginning; not the same as
 *     {@code from}
 */
public record QuietHours(LocalTime from, LocalTime to) implements Serializable {

    /**
     * When the quiet hours that an instant lies in end; nothing if it lies in none. The beginning
     * belongs to them, the end does not. A local time that a change of clocks skips is moved to
     * after the gap.
     */
    public Optional<Instant> end(Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean overMidnight = !to.isAfter(from);
        boolean quiet =
                overMidnight
                        ? !time.isBefore(from) || time.isBefore(to)
                        : !time.isBefore(from) && time.isBefore(to);
        if (!quiet) {
            return Optional.empty();
        }
        boolean tomorrow = overMidnight && !time.isBefore(from);
        Instant end =
                local.toLocalDate().plusDays(tomorrow ? 1 : 0).atTime(to).atZone(zone).toInstant();
        // Where clocks are set back, the end may have passed already.
        return end.isAfter(now) ? Optional.of(end) : Optional.empty();
    }
}
