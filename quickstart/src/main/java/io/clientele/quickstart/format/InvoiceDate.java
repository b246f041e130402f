package io.clientele.quickstart.format;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways that copies of Online Retail write an invoice's date, all taken as UTC: {@code
 * 2010-12-01T08:26:00}, {@code 2010-12-01 08:26:00}, and month first {@code 12/1/2010 8:26}.
 */
final class InvoiceDate {
    private static final String TIME = "([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\\.0+)?)?";
    private static final Pattern YEAR_FIRST =
            Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})[T ]" + TIME + "Z?");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2}) " + TIME);

    private InvoiceDate() {}

    /** Milliseconds since 1970-01-01T00:00:00Z; empty if it is no such date. */
    static OptionalLong of(String text) {
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches()) {
            return instant(yearFirst, 1, 2, 3);
        }
        Matcher monthFirst = MONTH_FIRST.matcher(text);
        return monthFirst.matches() ? instant(monthFirst, 3, 1, 2) : OptionalLong.empty();
    }

    private static OptionalLong instant(Matcher date, int year, int month, int day) {
        int writtenYear = number(date, year);
        try {
            return OptionalLong.of(
                    LocalDateTime.of(
                                            writtenYear < 100 ? 2000 + writtenYear : writtenYear,
                                            number(date, month),
                                            number(date, day),
                                            number(date, 4),
                                            number(date, 5),
                                            date.group(6) == null ? 0 : number(date, 6))
                                    .toEpochSecond(ZoneOffset.UTC)
                            * 1_000);
        } catch (DateTimeException noSuchTime) {
            return OptionalLong.empty();
        }
    }

    private static int number(Matcher date, int group) {
        return Integer.parseInt(date.group(group));
    }
}
