package io.clientele.analytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Rfc3339Test {

    @Property(tries = 5_000, seed = "11")
    void it_reads_the_instant_that_the_calendar_of_java_time_reads(
            @ForAll @IntRange(max = 9999) int year,
            @ForAll @IntRange(min = 1, max = 12) int month,
            @ForAll @IntRange(min = 1, max = 31) int day,
            @ForAll @IntRange(max = 86_399) int secondOfDay,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -1080, max = 1080) int offset) {
        LocalTime time = LocalTime.ofSecondOfDay(secondOfDay);
        ZoneOffset zone = ZoneOffset.ofTotalSeconds(offset * 60);
        String text =
                "%04d-%02d-%02dT%02d:%02d:%02d.%09d%s"
                        .formatted(
                                year,
                                month,
                                day,
                                time.getHour(),
                                time.getMinute(),
                                time.getSecond(),
                                nano,
                                zone);
        long expected;
        try {
            expected =
                    OffsetDateTime.of(
                                    LocalDateTime.of(LocalDate.of(year, month, day), time)
                                            .withNano(nano),
                                    zone)
                            .toInstant()
                            .toEpochMilli();
        } catch (DateTimeException noSuchDay) {
            expected = Rfc3339.INVALID;
        }
        assertThat(millis(text)).as(text).isEqualTo(expected);
    }

    @Test
    void it_reads_a_part_of_a_buffer_and_nothing_beside_it() {
        char[] buffer = "982011-12-09T12:50:00Z34".toCharArray();
        assertThat(Rfc3339.epochMillis(buffer, 2, 20)).isEqualTo(1_323_435_000_000L);
        assertThat(Rfc3339.epochMillis(buffer, 2, 19)).isEqualTo(Rfc3339.INVALID);
        assertThat(Rfc3339.epochMillis(buffer, 2, 21)).isEqualTo(Rfc3339.INVALID);
    }

    @Test
    void fractions_are_cut_also_before_1970() {
        assertThat(millis("1970-01-01T00:00:00.9999Z")).isEqualTo(999);
        assertThat(millis("1969-12-31T23:59:59.9999Z")).isEqualTo(-1);
        assertThat(millis("1969-12-31T23:59:59.5Z")).isEqualTo(-500);
    }

    private static long millis(String text) {
        return Rfc3339.epochMillis(text.toCharArray(), 0, text.length());
    }
}
