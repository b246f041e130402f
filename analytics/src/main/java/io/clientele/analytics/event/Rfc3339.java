package io.clientele.analytics.event;

/**
 * Reads instants in the form of RFC 3339, section 5.6, such as {@code 2011-12-09T12:50:00.5+01:00},
 * straight from a buffer, without an object.
 *
 * <p>Narrower than the RFC in what has no instant or no agreed meaning: no leap second, no offset
 * beyond ±18:00, no {@code -00:00}, at most nine digits of a fraction. {@code T} and {@code Z} may
 * be lower-case.
 */
final class Rfc3339 {

    /** No instant that four digits of a year can name. */
    static final long INVALID = Long.MIN_VALUE;

    private static final int DATE_AND_TIME = "2011-12-09T12:50:00".length();
    private static final int OFFSET = "+01:00".length();
    private static final int MOST_FRACTION_DIGITS = 9;
    private static final int MOST_OFFSET_MINUTES = 18 * 60;

    /** Days of a year before each month, February having 28. */
    private static final int[] DAYS_BEFORE = {
        0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
    };

    /** Days from 0000-01-01 to 1970-01-01 in the proleptic Gregorian calendar. */
    private static final long DAYS_BEFORE_1970 = 719_528;

    private Rfc3339() {}

    /**
     * The instant that a text names.
     *
     * @return milliseconds since 1970-01-01T00:00:00Z, smaller fractions cut off; {@link #INVALID}
     *     if the text is anything but an instant
     */
    static long epochMillis(char[] text, int start, int length) {
        if (length <= DATE_AND_TIME) {
            return INVALID;
        }
        int year = digits(text, start, 4);
        int month = digits(text, start + 5, 2);
        int day = digits(text, start + 8, 2);
        int hour = digits(text, start + 11, 2);
        int minute = digits(text, start + 14, 2);
        int second = digits(text, start + 17, 2);
        if ((year | month | day | hour | minute | second) < 0
                || text[start + 4] != '-'
                || text[start + 7] != '-'
                || (text[start + 10] | 0x20) != 't'
                || text[start + 13] != ':'
                || text[start + 16] != ':'
                || hour > 23
                || minute > 59
                || second > 59
                || month < 1
                || month > 12
                || day < 1
                || day > daysOf(year, month)) {
            return INVALID;
        }
        int end = start + length;
        int at = start + DATE_AND_TIME;
        int millis = 0;
        if (text[at] == '.') {
            int first = ++at;
            for (int worth = 100; at < end && isDigit(text[at]); at++, worth /= 10) {
                millis += worth * (text[at] - '0');
            }
            if (at == first || at - first > MOST_FRACTION_DIGITS) {
                return INVALID;
            }
        }
        int offset = offsetMinutes(text, at, end);
        if (offset > MOST_OFFSET_MINUTES) {
            return INVALID;
        }
        long minutes = (epochDay(year, month, day) * 24 + hour) * 60 + minute - offset;
        return (minutes * 60 + second) * 1000 + millis;
    }

    /** Minutes ahead of UTC; a number beyond the most that is allowed if there is no offset. */
    private static int offsetMinutes(char[] text, int at, int end) {
        int length = end - at;
        if (length == 1 && (text[at] | 0x20) == 'z') {
            return 0;
        }
        if (length != OFFSET || text[at + 3] != ':' || (text[at] != '+' && text[at] != '-')) {
            return Integer.MAX_VALUE;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, at + 4, 2);
        int ahead = hours * 60 + minutes;
        if ((hours | minutes) < 0 || minutes > 59 || ahead > MOST_OFFSET_MINUTES) {
            return Integer.MAX_VALUE;
        }
        if (text[at] == '+') {
            return ahead;
        }
        return ahead == 0 ? Integer.MAX_VALUE : -ahead;
    }

    private static long epochDay(int year, int month, int day) {
        int leapDaysBefore = (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
        int leapDay = month > 2 && isLeap(year) ? 1 : 0;
        return 365L * year
                + leapDaysBefore
                + DAYS_BEFORE[month - 1]
                + leapDay
                + (day - 1)
                - DAYS_BEFORE_1970;
    }

    private static int daysOf(int year, int month) {
        return month == 2 && isLeap(year) ? 29 : DAYS_BEFORE[month] - DAYS_BEFORE[month - 1];
    }

    private static boolean isLeap(int year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** A number of so many digits, negative if one of them is none. */
    private static int digits(char[] text, int start, int count) {
        int number = 0;
        for (int i = start; i < start + count; i++) {
            if (!isDigit(text[i])) {
                return -1;
            }
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
