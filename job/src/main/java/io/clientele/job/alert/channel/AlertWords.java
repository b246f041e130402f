package io.clientele.job.alert.channel;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSubject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How parts of alerts are put into words that all channels for people share. */
public final class AlertWords {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH);

    private AlertWords() {}

    /** A field's value: numbers without needless zeros, everything else as it is. */
    public static String value(Object value) {
        if (value instanceof Double number) {
            BigDecimal plain = BigDecimal.valueOf(number).stripTrailingZeros();
            return plain.toPlainString();
        }
        return String.valueOf(value);
    }

    /** An instant for people. */
    public static String time(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    /** What an alert is about: {@code Customer 17850} or {@code KPI sales.orders}. */
    public static String subject(Alert alert) {
        String label = alert.subject().label();
        return alert.subject() instanceof AlertSubject.Customer
                ? "Customer " + label
                : "KPI " + label;
    }

    /** The text, cut at so many characters, with an ellipsis where it was cut. */
    public static String shortened(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
