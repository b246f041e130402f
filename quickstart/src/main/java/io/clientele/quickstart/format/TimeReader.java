package io.clientele.quickstart.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the times of a table. Not safe for use by several threads. */
final class TimeReader {
    private static final String CLOCK =
            "(?:(?:[T, ]+|,? +(?:at|um|à|@|-) +)(?<hour>[0-9]{1,2})[:.h](?<minute>[0-9]{2})"
                    + "(?:[:.](?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,9}))?)?"
                    + "(?: +Uhr| *(?<half>[AaPp]\\.?[Mm]\\.?))?"
                    + " *(?<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?|\\(?[A-Za-z]{3,4}\\)?"
                    + "|[A-Z][A-Za-z]+/[A-Za-z_/]+)?)?";
    private static final Pattern YEAR_FIRST =
            Pattern.compile(
                    "(?<year>[0-9]{4})(?<mark>[-/.])(?<month>[0-9]{1,2})\\k<mark>(?<day>[0-9]{1,2})"
                            + CLOCK);
    private static final Pattern YEAR_LAST =
            Pattern.compile(
                    "(?<first>[0-9]{1,2})(?<mark>[-/.])(?<second1>[0-9]{1,2})\\k<mark>"
                            + "(?<year>[0-9]{4}|[0-9]{2})"
                            + CLOCK);
    private static final String WEEKDAY = "(?:\\p{L}+\\.?,? )?";
    private static final Pattern DAY_AND_NAME =
            Pattern.compile(
                    WEEKDAY
                            + "(?<day>[0-9]{1,2})(?:st|nd|rd|th|er|º)?\\.?[ -]?(?:de )?"
                            + "(?<name>\\p{L}+)\\.?,?[ -](?:de )?(?<year>[0-9]{4}|[0-9]{2})"
                            + CLOCK);
    private static final Pattern NAME_AND_DAY =
            Pattern.compile(
                    WEEKDAY
                            + "(?<name>\\p{L}+)\\.? (?<day>[0-9]{1,2})(?:st|nd|rd|th)?,? "
                            + "(?<year>[0-9]{4})"
                            + CLOCK);
    private static final Pattern COMPACT =
            Pattern.compile(
                    "(?<year>(?:19|20)[0-9]{2})(?<month>[0-9]{2})(?<day>[0-9]{2})"
                            + "(?:[T ]?(?<hour>[0-9]{2}):?(?<minute>[0-9]{2})"
                            + "(?::?(?<second>[0-9]{2}))?(?<zone>Z)?)?");
    private static final Pattern EPOCH = Pattern.compile("([0-9]{9,10})([.,][0-9]+)?");
    private static final Pattern EPOCH_PARTS = Pattern.compile("([0-9]{12,13}|[0-9]{16})(\\.0+)?");
    private static final Map<String, Month> MONTHS = months();
    private static final Map<String, String> ZONES = zones();
    private static final BigDecimal MILLIS_A_DAY = BigDecimal.valueOf(86_400_000);
    private static final LocalDate SPREADSHEET_START = LocalDate.of(1899, 12, 30);

    private final TimeReading reading;
    private final Optional<DateTimeFormatter> formatter;
    private String lastText = "";
    private OptionalLong lastTime = OptionalLong.empty();

    TimeReader(TimeReading reading) {
        this.reading = reading;
        this.formatter =
                reading.style() == TimeReading.Style.PATTERN
                        ? Optional.of(formatter(reading.pattern()))
                        : Optional.empty();
    }

    /** Milliseconds since 1970-01-01T00:00:00Z; empty if it is no such time. */
    OptionalLong read(String text) {
        if (!text.equals(lastText)) {
            lastText = text;
            try {
                lastTime = parse(text.replace('\u00A0', ' ').replace('\u202F', ' ').strip());
            } catch (DateTimeException | ArithmeticException noSuchTime) {
                lastTime = OptionalLong.empty();
            }
        }
        return lastTime;
    }

    /**
     * The pattern as a formatter that knows no 30th of February.
     *
     * @throws IllegalArgumentException if it is no pattern
     */
    static DateTimeFormatter formatter(String pattern) {
        StringBuilder strict = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int index = 0; index < pattern.length(); index++) {
            char letter = pattern.charAt(index);
            quoted ^= letter == '\'';
            strict.append(letter == 'y' && !quoted ? 'u' : letter);
        }
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(strict.toString())
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Of a date in figures whose year is last, the first two figures; empty for any other. */
    static Optional<int[]> figures(String text) {
        Matcher date = YEAR_LAST.matcher(text.strip());
        return date.matches() && !date.group("mark").equals(".")
                ? Optional.of(new int[] {number(date, "first"), number(date, "second1")})
                : Optional.empty();
    }

    private OptionalLong parse(String text) {
        return switch (reading.style()) {
            case DAY_FIRST, MONTH_FIRST -> any(text);
            case EPOCH_SECONDS -> scaled(text, BigDecimal.valueOf(1_000));
            case EPOCH_MILLIS -> scaled(text, BigDecimal.ONE);
            case SPREADSHEET_DAYS -> spreadsheet(text);
            case PATTERN -> byPattern(text);
        };
    }

    private OptionalLong any(String text) {
        Matcher date = YEAR_FIRST.matcher(text);
        if (date.matches()) {
            return instant(date, number(date, "month"), number(date, "day"));
        }
        date = YEAR_LAST.matcher(text);
        if (date.matches()) {
            boolean dayFirst =
                    reading.style() == TimeReading.Style.DAY_FIRST
                            || date.group("mark").equals(".");
            int first = number(date, "first");
            int second = number(date, "second1");
            return dayFirst ? instant(date, second, first) : instant(date, first, second);
        }
        if (text.indexOf(' ') > 0 || text.indexOf('-') > 0 || text.indexOf('.') > 0) {
            for (Pattern named : List.of(DAY_AND_NAME, NAME_AND_DAY)) {
                date = named.matcher(text);
                if (date.matches()) {
                    Month month = MONTHS.get(date.group("name").toLowerCase(Locale.ROOT));
                    return month == null
                            ? OptionalLong.empty()
                            : instant(date, month.getValue(), number(date, "day"));
                }
            }
        }
        date = COMPACT.matcher(text);
        if (date.matches()) {
            return compact(date);
        }
        if (EPOCH.matcher(text).matches()) {
            return scaled(text.replace(',', '.'), BigDecimal.valueOf(1_000));
        }
        Matcher parts = EPOCH_PARTS.matcher(text);
        if (parts.matches()) {
            return scaled(text, BigDecimal.valueOf(1, parts.group(1).length() == 16 ? 3 : 0));
        }
        return OptionalLong.empty();
    }

    private OptionalLong compact(Matcher date) {
        LocalDate day =
                LocalDate.of(number(date, "year"), number(date, "month"), number(date, "day"));
        LocalTime time = LocalTime.MIDNIGHT;
        if (date.group("hour") != null) {
            int second = date.group("second") == null ? 0 : number(date, "second");
            time = LocalTime.of(number(date, "hour"), number(date, "minute"), second);
        }
        ZoneId zone = date.group("zone") == null ? reading.zone() : ZoneOffset.UTC;
        return OptionalLong.of(day.atTime(time).atZone(zone).toInstant().toEpochMilli());
    }

    private OptionalLong instant(Matcher date, int month, int day) {
        int year = number(date, "year");
        LocalDate on = LocalDate.of(year < 100 ? 2000 + year : year, month, day);
        if (date.group("hour") == null) {
            return OptionalLong.of(on.atStartOfDay(reading.zone()).toInstant().toEpochMilli());
        }
        int hour = number(date, "hour");
        String half = date.group("half");
        if (half != null) {
            if (hour < 1 || hour > 12) {
                return OptionalLong.empty();
            }
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        }
        int second = date.group("second") == null ? 0 : number(date, "second");
        int nanos =
                date.group("fraction") == null
                        ? 0
                        : Integer.parseInt((date.group("fraction") + "00000000").substring(0, 9));
        LocalTime time = LocalTime.of(hour, number(date, "minute"), second, nanos);
        Optional<ZoneId> zone = zone(date.group("zone"));
        return zone.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        LocalDateTime.of(on, time).atZone(zone.get()).toInstant().toEpochMilli());
    }

    /** The zone that is written; empty if it is none. */
    private Optional<ZoneId> zone(String written) {
        if (written == null) {
            return Optional.of(reading.zone());
        }
        String name = written.replaceAll("[()]", "");
        return Optional.of(ZoneId.of(ZONES.getOrDefault(name.toUpperCase(Locale.ROOT), name)));
    }

    private static OptionalLong scaled(String text, BigDecimal millis) {
        return PlainNumber.of(text)
                .map(
                        value ->
                                OptionalLong.of(
                                        value.multiply(millis)
                                                .setScale(0, RoundingMode.FLOOR)
                                                .longValueExact()))
                .orElse(OptionalLong.empty());
    }

    private OptionalLong spreadsheet(String text) {
        Optional<BigDecimal> days = PlainNumber.of(text.replace(',', '.'));
        if (days.isEmpty() || days.get().signum() < 0) {
            return OptionalLong.empty();
        }
        long whole = days.get().longValue();
        long millis =
                days.get()
                        .remainder(BigDecimal.ONE)
                        .multiply(MILLIS_A_DAY)
                        .setScale(-3, RoundingMode.HALF_EVEN)
                        .longValueExact();
        return OptionalLong.of(
                SPREADSHEET_START
                        .plusDays(whole)
                        .atStartOfDay()
                        .plusNanos(millis * 1_000_000)
                        .atZone(reading.zone())
                        .toInstant()
                        .toEpochMilli());
    }

    private OptionalLong byPattern(String text) {
        TemporalAccessor parsed = formatter.orElseThrow().parse(text);
        LocalDate day = parsed.query(TemporalQueries.localDate());
        if (day == null) {
            return OptionalLong.of(Instant.from(parsed).toEpochMilli());
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneId zone = parsed.query(TemporalQueries.zone());
        return OptionalLong.of(
                day.atTime(time == null ? LocalTime.MIDNIGHT : time)
                        .atZone(zone == null ? reading.zone() : zone)
                        .toInstant()
                        .toEpochMilli());
    }

    private static int number(Matcher date, String group) {
        return Integer.parseInt(date.group(group));
    }

    /** The months' names in languages of which no two use one name for two months. */
    private static Map<String, Month> months() {
        Map<String, Month> months = new HashMap<>();
        for (String language : List.of("en", "de", "fr", "es", "it", "nl", "pt")) {
            for (Month month : Month.values()) {
                for (TextStyle style :
                        List.of(
                                TextStyle.FULL,
                                TextStyle.SHORT,
                                TextStyle.FULL_STANDALONE,
                                TextStyle.SHORT_STANDALONE)) {
                    String name = month.getDisplayName(style, Locale.forLanguageTag(language));
                    months.putIfAbsent(name.toLowerCase(Locale.ROOT).replace(".", ""), month);
                }
            }
        }
        months.put("sept", Month.SEPTEMBER);
        months.put("mrz", Month.MARCH);
        return Map.copyOf(months);
    }

    private static Map<String, String> zones() {
        Map<String, String> zones = new HashMap<>();
        zones.put("UTC", "Z");
        zones.put("GMT", "Z");
        zones.put("CET", "+01:00");
        zones.put("CEST", "+02:00");
        zones.put("MEZ", "+01:00");
        zones.put("MESZ", "+02:00");
        zones.put("BST", "+01:00");
        zones.put("EST", "-05:00");
        zones.put("EDT", "-04:00");
        zones.put("CST", "-06:00");
        zones.put("CDT", "-05:00");
        zones.put("MST", "-07:00");
        zones.put("MDT", "-06:00");
        zones.put("PST", "-08:00");
        zones.put("PDT", "-07:00");
        return Map.copyOf(zones);
    }
}
