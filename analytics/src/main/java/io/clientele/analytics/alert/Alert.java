package io.clientele.analytics.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Something that people should know. It may be told more than once, always under the same id.
 *
 * @param id the same for the same cause, whenever it is told: 32 hexadecimal digits in lower case,
 *     made by {@link #id}
 * @param rule the rule or detector that raised it, not empty
 * @param version of the rule or detector, at least 1
 * @param kind what it is about, such as {@code churn}; not empty
 * @param time when it was certain, in event time; kept to the millisecond
 * @param message why it was raised, for people; empty where a rule's message comes to nothing
 * @param action what to do about it; empty for nothing
 * @param fields for machines, in the order that they are given: a {@link String}, a {@link
 *     Boolean}, a {@link Long}, or a {@link Double} that is a finite number (see {@link
 *     #fieldValue})
 * @param events what matched, in order; may be empty
 */
public record Alert(
        String id,
        AlertSource source,
        String rule,
        int version,
        AlertSeverity severity,
        String kind,
        AlertSubject subject,
        Instant time,
        String message,
        String action,
        Map<String, Object> fields,
        List<MatchedEvent> events) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final int ID_BYTES = 16;

    /**
     * Checks every component and copies the collections; half a surrogate pair becomes a question
     * mark.
     *
     * @throws IllegalArgumentException naming what is not as described above, its value and what
     *     was expected
     */
    public Alert {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "id: \"%s\", expected 32 hexadecimal digits in lower case".formatted(id));
        }
        rule = WellFormed.required("rule", rule);
        if (version < 1) {
            throw new IllegalArgumentException(
                    "version: %d, expected at least 1".formatted(version));
        }
        kind = WellFormed.required("kind", kind);
        time = toMillisecond("time", time);
        message = WellFormed.text(message);
        action = WellFormed.text(action);
        Map<String, Object> copied = new LinkedHashMap<>();
        fields.forEach((name, value) -> copied.put(WellFormed.text(name), checked(name, value)));
        fields = Collections.unmodifiableMap(copied);
        events = List.copyOf(events);
    }

    /**
     * An event that led to an alert.
     *
     * @param step the step of the rule that took it, not empty
     * @param name of the event, not empty
     * @param id of the event; empty for what has none, such as a segment move
     * @param time of the event, kept to the millisecond
     */
    public record MatchedEvent(String step, String name, String id, Instant time) {

        /**
         * Checks the names.
         *
         * @throws IllegalArgumentException naming what is empty
         */
        public MatchedEvent {
            step = WellFormed.required("events.step", step);
            name = WellFormed.required("events.name", name);
            id = WellFormed.text(id);
            time = toMillisecond("events.time", time);
        }
    }

    /**
     * The id of what the parts together name, in their order: the first 128 bits of the SHA-256 of
     * the parts, each led by its length in characters and a colon.
     *
     * @param parts of a rule: its name, its version, the customer, and step and id of each matched
     *     event
     */
    public static String id(List<String> parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /**
     * A value as a field can hold it: whole numbers as {@link Long}, finite fractions as {@link
     * Double}, texts and booleans as they are, and anything else, such as a list, as its text.
     */
    public static Object fieldValue(Object value) {
        if (value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if ((value instanceof Double || value instanceof Float)
                && Double.isFinite(((Number) value).doubleValue())) {
            return ((Number) value).doubleValue();
        }
        return String.valueOf(value);
    }

    private static Object checked(String name, Object value) {
        if (value instanceof String text) {
            return WellFormed.text(text);
        }
        boolean plain =
                value instanceof Boolean
                        || value instanceof Long
                        || (value instanceof Double number && Double.isFinite(number));
        if (!plain) {
            throw new IllegalArgumentException(
                    "fields.%s: %s (%s), expected a String, a Boolean, a Long or a finite Double"
                            .formatted(name, value, value.getClass().getSimpleName()));
        }
        return value;
    }

    private static Instant toMillisecond(String property, Instant time) {
        try {
            return Instant.ofEpochMilli(time.toEpochMilli());
        } catch (ArithmeticException tooFar) {
            throw new IllegalArgumentException(
                    "%s: %s, expected an instant that fits milliseconds since 1970"
                            .formatted(property, time),
                    tooFar);
        }
    }
}
