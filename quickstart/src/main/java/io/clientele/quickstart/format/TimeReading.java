package io.clientele.quickstart.format;

import java.io.Serializable;
import java.time.ZoneId;

/**
 * How the times of a table are written.
 *
 * @param style how; for {@link Style#PATTERN} the pattern says it
 * @param pattern of {@link java.time.format.DateTimeFormatter}; empty for other styles
 * @param zone where times without a zone of their own happened
 */
record TimeReading(Style style, String pattern, ZoneId zone) implements Serializable {

    /** The ways. */
    enum Style {
        /** Any date whose parts are told apart; 3/4/2024 is 3 April. */
        DAY_FIRST("day-first"),
        /** Any date whose parts are told apart; 3/4/2024 is March 4. */
        MONTH_FIRST("month-first"),
        /** Seconds since 1970-01-01T00:00:00Z. */
        EPOCH_SECONDS("epoch-seconds"),
        /** Milliseconds since 1970-01-01T00:00:00Z. */
        EPOCH_MILLIS("epoch-millis"),
        /** Days since 1899-12-30, as spreadsheets count them. */
        SPREADSHEET_DAYS("spreadsheet-days"),
        /** A pattern of the user's. */
        PATTERN("pattern");

        private final String cliName;

        Style(String cliName) {
            this.cliName = cliName;
        }

        String cliName() {
            return cliName;
        }
    }

    /** What is expected where a time cannot be read. */
    String expected() {
        return switch (style) {
            case DAY_FIRST -> "a time such as 2024-03-31 14:05 or 31/3/2024 14:05";
            case MONTH_FIRST -> "a time such as 2024-03-31 14:05 or 3/31/2024 14:05";
            case EPOCH_SECONDS -> "seconds since 1970 such as 1711893900";
            case EPOCH_MILLIS -> "milliseconds since 1970 such as 1711893900000";
            case SPREADSHEET_DAYS -> "days since 1899-12-30 such as 45382.5868";
            case PATTERN -> "a time such as " + pattern;
        };
    }

    /** For a person. */
    String description() {
        String what = style == Style.PATTERN ? pattern : style.cliName();
        return "%s, without a zone of their own in %s".formatted(what, zone);
    }
}
