package io.clientele.analytics.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ShopCalendarTest {

    private static final String[] ZONES = {
        "UTC",
        "Europe/London",
        "America/New_York",
        "America/Sao_Paulo",
        "Asia/Kolkata",
        "Pacific/Apia",
        "Australia/Lord_Howe"
    };

    @Property(tries = 1_000, seed = "1")
    void every_instant_lies_in_its_day_and_window(
            @ForAll @LongRange(min = -4_000_000_000_000L, max = 4_000_000_000_000L) long instant,
            @ForAll @LongRange(min = 0, max = 6) long zone) {
        ZoneId id = ZoneId.of(ZONES[(int) zone]);
        ShopCalendar calendar = new ShopCalendar(id);
        long day = calendar.dayOf(instant);

        assertThat(day)
                .isEqualTo(LocalDate.ofInstant(Instant.ofEpochMilli(instant), id).toEpochDay());
        assertThat(instant).isBetween(calendar.startOf(day), calendar.endOf(day));
        for (long length : new long[] {60_000, 3_600_000, 86_400_000}) {
            long end = calendar.windowEnd(instant, length);
            assertThat(end).isBetween(instant, calendar.endOf(day));
            assertThat(calendar.windowEnd(end, length)).isEqualTo(end);
        }
        assertThat(calendar.windowEnd(instant, 86_400_000)).isEqualTo(calendar.endOf(day));
    }

    @Test
    void a_day_of_25_hours_is_one_day() {
        ShopCalendar london = new ShopCalendar(ZoneId.of("Europe/London"));
        long day = LocalDate.of(2011, 10, 30).toEpochDay();

        assertThat(london.startOf(day))
                .isEqualTo(Instant.parse("2011-10-29T23:00:00Z").toEpochMilli());
        assertThat(london.endOf(day))
                .isEqualTo(Instant.parse("2011-10-30T23:59:59.999Z").toEpochMilli());
    }
}
