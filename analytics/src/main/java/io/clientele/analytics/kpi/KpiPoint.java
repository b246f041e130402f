package io.clientele.analytics.kpi;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured in one window. A later point of the same measurement, tags and time replaces
 * the earlier one.
 *
 * @param measurement what it is about, such as {@code sales}; not empty, without line breaks
 * @param time the window's last millisecond; kept to the millisecond
 * @param windowSeconds the window's length in seconds, more than 0
 * @param tags what the figures are split by, sorted by name; neither names nor values are empty or
 *     hold line breaks, and no value ends with a backslash
 * @param fields the figures, sorted by name, at least one; each a {@link Long}, or a {@link Double}
 *     that is a finite number
 */
public record KpiPoint(
        String measurement,
        Instant time,
        long windowSeconds,
        Map<String, String> tags,
        Map<String, Number> fields) {

    /**
     * Copies both maps into sorted ones that cannot be changed.
     *
     * @throws IllegalArgumentException naming what is not as described above, its value and what
     *     was expected
     */
    public KpiPoint {
        requireText("measurement", measurement);
        time = toMillisecond(time);
        if (windowSeconds <= 0) {
            throw new IllegalArgumentException(
                    "window_seconds: %d, expected more than 0".formatted(windowSeconds));
        }
        SortedMap<String, String> sortedTags = new TreeMap<>(tags);
        sortedTags.forEach(
                (name, value) -> {
                    requireText("tag name", name);
                    requireText("tag " + name, value);
                });
        SortedMap<String, Number> sortedFields = new TreeMap<>(fields);
        if (sortedFields.isEmpty()) {
            throw new IllegalArgumentException("fields: none, expected at least one");
        }
        sortedFields.forEach(
                (name, value) -> {
                    requireText("field name", name);
                    requireFigure(name, value);
                });
        tags = Collections.unmodifiableSortedMap(sortedTags);
        fields = Collections.unmodifiableSortedMap(sortedFields);
    }

    private static Instant toMillisecond(Instant time) {
        try {
            return Instant.ofEpochMilli(time.toEpochMilli());
        } catch (ArithmeticException tooFar) {
            throw new IllegalArgumentException(
                    "time: %s, expected an instant that fits milliseconds since 1970"
                            .formatted(time),
                    tooFar);
        }
    }

    // Line protocol has no way to write an empty or broken name, nor a backslash before a
    // delimiter.
    private static void requireText(String what, String text) {
        if (text.isEmpty()
                || text.indexOf('\n') >= 0
                || text.indexOf('\r') >= 0
                || text.endsWith("\\")) {
            throw new IllegalArgumentException(
                    "%s: \"%s\", expected text without line breaks that does not end with a backslash"
                            .formatted(what, text.replace("\n", "\\n").replace("\r", "\\r")));
        }
    }

    private static void requireFigure(String name, Number value) {
        boolean figure =
                value instanceof Long
                        || (value instanceof Double && Double.isFinite(value.doubleValue()));
        if (!figure) {
            throw new IllegalArgumentException(
                    "field %s: %s (%s), expected a Long or a finite Double"
                            .formatted(name, value, value.getClass().getSimpleName()));
        }
    }
}
