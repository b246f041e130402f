package io.clientele.rules.event;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that happened to a customer, as rules see it: an event of the shop, a move from one RFM
 * group to another, or a change of a figure of the profile.
 *
 * <p>Fields are those of {@link Vocabulary#event()}: numbers are {@link Double}, texts {@link
 * String}, truths {@link Boolean}, lists of texts {@link List}. A field that is not known is left
 * out.
 */
public final class RuleEvent {

    /** The name of a move from one group to another, with {@code from} and {@code to}. */
    public static final String SEGMENT_MOVED = "Segment Moved";

    private static final String SCORE_PREFIX = "Score Changed: ";

    private final String name;
    private final long time;
    private final String id;
    private final Map<String, Object> fields;
    private Map<String, Object> view = Map.of();

    /**
     * An event.
     *
     * @param name such as {@code Order Completed}
     * @param time milliseconds since 1970
     * @param id identifies it among the customer's events; part of an alert's identity
     * @param fields all but the name, time and id
     * @throws IllegalArgumentException if a field holds what no field can
     */
    public RuleEvent(String name, long time, String id, Map<String, Object> fields) {
        this.name = name;
        this.time = time;
        this.id = id;
        fields.forEach(RuleEvent::requireValue);
        this.fields = Map.copyOf(fields);
    }

    /** A move from one RFM group to another. */
    public static RuleEvent segmentMove(String from, String to, long time, String id) {
        return new RuleEvent(SEGMENT_MOVED, time, id, Map.of("from", from, "to", to));
    }

    /**
     * A figure of the profile has changed.
     *
     * @param path such as {@code value.p_alive}, one of {@link Vocabulary#scores()}
     */
    public static RuleEvent scoreChange(
            String path, double before, double after, long time, String id) {
        return new RuleEvent(scoreName(path), time, id, Map.of("before", before, "after", after));
    }

    /** The name of the events that tell of changes of a figure. */
    public static String scoreName(String path) {
        return SCORE_PREFIX + path;
    }

    /**
     * Whether it tells of a change of the profile rather than of something in the shop. Such an
     * event is there only for those rules that wait for it.
     */
    public boolean isOfProfile() {
        return name.equals(SEGMENT_MOVED) || name.startsWith(SCORE_PREFIX);
    }

    /** What happened. */
    public String name() {
        return name;
    }

    /** When, in milliseconds since 1970. */
    public long time() {
        return time;
    }

    /** What identifies it. */
    public String id() {
        return id;
    }

    /** What is known of it, beside name, time and id. */
    public Map<String, Object> fields() {
        return fields;
    }

    /** All that an expression can read of it: the fields, and name, time and id. */
    public Map<String, Object> view() {
        if (view.isEmpty()) {
            Map<String, Object> all = new HashMap<>(fields);
            all.put("name", name);
            all.put("time", Instant.ofEpochMilli(time));
            all.put("id", id);
            view = Collections.unmodifiableMap(all);
        }
        return view;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RuleEvent event
                && name.equals(event.name)
                && time == event.time
                && id.equals(event.id)
                && fields.equals(event.fields);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + Long.hashCode(time);
    }

    @Override
    public String toString() {
        return "%s %s at %s %s".formatted(id, name, Instant.ofEpochMilli(time), fields);
    }

    private static void requireValue(String field, Object value) {
        boolean sound =
                value instanceof Double
                        || value instanceof String
                        || value instanceof Boolean
                        || (value instanceof List<?> list
                                && list.stream().allMatch(String.class::isInstance));
        if (!sound) {
            throw new IllegalArgumentException(
                    "%s: %s, expected a Double, String, Boolean or a list of Strings"
                            .formatted(field, value));
        }
    }
}
