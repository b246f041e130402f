package io.clientele.gateway.topic;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object of a record, read strictly about what is asked for and silent about the rest.
 *
 * @param path where in the record the object stands, such as {@code rfm.}; empty for the record
 * @param node the object
 */
public record JsonFields(String path, JsonNode node) {

    /**
     * The longest text taken from a record, in characters: keeps what is held in memory bounded.
     */
    public static final int LONGEST_TEXT = 1_024;

    /** The longest array taken from a record. */
    public static final int LONGEST_LIST = 1_000;

    private static final int SCHEMA = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The record's object, after a check of its schema version.
     *
     * @throws UnreadableRecordException if the value is absent, not a JSON object, or of another
     *     schema than 1
     */
    public static JsonFields of(ConsumerRecord<byte[], byte[]> record)
            throws UnreadableRecordException {
        if (record.value() == null) {
            throw new UnreadableRecordException("the record has no value: expected a JSON object");
        }
        JsonNode node;
        try {
            node = JSON.readTree(record.value());
        } catch (JacksonException e) {
            throw new UnreadableRecordException("the record is not JSON");
        }
        if (!node.isObject()) {
            throw new UnreadableRecordException("the record is not a JSON object");
        }
        JsonFields fields = new JsonFields("", node);
        long schema = fields.wholeNumber("schema");
        if (schema != SCHEMA) {
            throw new UnreadableRecordException("schema is " + schema + ": expected " + SCHEMA);
        }
        return fields;
    }

    /** The names of the object's fields. */
    public Set<String> names() {
        return Set.copyOf(node.propertyNames());
    }

    /**
     * The object under a name.
     *
     * @throws UnreadableRecordException if there is none
     */
    public JsonFields object(String name) throws UnreadableRecordException {
        JsonNode child = node.path(name);
        if (!child.isObject()) {
            throw unreadable(name, "an object");
        }
        return new JsonFields(path + name + ".", child);
    }

    /**
     * The text under a name.
     *
     * @throws UnreadableRecordException if it is absent, no text, empty or too long
     */
    public String text(String name) throws UnreadableRecordException {
        JsonNode child = node.path(name);
        if (!child.isString()
                || child.stringValue().isEmpty()
                || child.stringValue().length() > LONGEST_TEXT) {
            throw unreadable(name, "a text of 1 to " + LONGEST_TEXT + " characters");
        }
        return child.stringValue();
    }

    /**
     * The text under a name, which may be empty, cut where it is longer than is kept.
     *
     * @param most how many characters are kept, at least 1
     * @throws UnreadableRecordException if it is absent or no text
     */
    public String shortened(String name, int most) throws UnreadableRecordException {
        JsonNode child = node.path(name);
        if (!child.isString()) {
            throw unreadable(name, "a text");
        }
        String text = child.stringValue();
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /**
     * The texts under a name.
     *
     * @throws UnreadableRecordException if it is no array of at most {@value #LONGEST_LIST} texts
     */
    public List<String> texts(String name) throws UnreadableRecordException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(name)) {
            if (!element.isString() || element.stringValue().length() > LONGEST_TEXT) {
                throw unreadable(name, "an array of texts");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    /**
     * The whole numbers under a name.
     *
     * @throws UnreadableRecordException if it is no array of at most {@value #LONGEST_LIST} whole
     *     numbers
     */
    public List<Long> wholeNumbers(String name) throws UnreadableRecordException {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode element : list(name)) {
            if (!element.isIntegralNumber() || !element.canConvertToLong()) {
                throw unreadable(name, "an array of whole numbers");
            }
            numbers.add(element.longValue());
        }
        return numbers;
    }

    /**
     * The objects under a name.
     *
     * @throws UnreadableRecordException if it is no array of at most {@value #LONGEST_LIST} objects
     */
    public List<JsonFields> objects(String name) throws UnreadableRecordException {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode element : list(name)) {
            if (!element.isObject()) {
                throw unreadable(name, "an array of objects");
            }
            objects.add(new JsonFields(path + name + "[" + objects.size() + "].", element));
        }
        return objects;
    }

    private Iterable<JsonNode> list(String name) throws UnreadableRecordException {
        JsonNode child = node.path(name);
        if (!child.isArray() || child.size() > LONGEST_LIST) {
            throw unreadable(name, "an array of at most " + LONGEST_LIST);
        }
        return child;
    }

    /**
     * The instant under a name.
     *
     * @throws UnreadableRecordException if it is absent or no ISO 8601 instant
     */
    public Instant instant(String name) throws UnreadableRecordException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeParseException e) {
            throw unreadable(name, "an ISO 8601 instant in UTC");
        }
    }

    /**
     * The instant under a name, if it is there and not {@code null}.
     *
     * @throws UnreadableRecordException if it is there and no ISO 8601 instant
     */
    public Optional<Instant> optionalInstant(String name) throws UnreadableRecordException {
        return isAbsent(name) ? Optional.empty() : Optional.of(instant(name));
    }

    /**
     * The whole number under a name.
     *
     * @throws UnreadableRecordException if it is absent, has a fraction or exceeds 64 bits
     */
    public long wholeNumber(String name) throws UnreadableRecordException {
        JsonNode child = node.path(name);
        if (!child.isIntegralNumber() || !child.canConvertToLong()) {
            throw unreadable(name, "a whole number");
        }
        return child.longValue();
    }

    /**
     * The whole number under a name, if it is there and not {@code null}.
     *
     * @throws UnreadableRecordException if it is there, and has a fraction or exceeds 64 bits
     */
    public OptionalLong optionalWholeNumber(String name) throws UnreadableRecordException {
        return isAbsent(name) ? OptionalLong.empty() : OptionalLong.of(wholeNumber(name));
    }

    /**
     * The number under a name: a {@link Long} where it has no fraction, else a {@link Double}.
     *
     * @throws UnreadableRecordException if it is absent, no number, or not finite
     */
    public Number number(String name) throws UnreadableRecordException {
        JsonNode child = node.path(name);
        if (child.isIntegralNumber()) {
            return wholeNumber(name);
        }
        if (!child.isNumber() || !Double.isFinite(child.asDouble(Double.NaN))) {
            throw unreadable(name, "a finite number");
        }
        return child.asDouble();
    }

    /**
     * The number under a name as {@link #number} gives it, if it is there and not {@code null}.
     *
     * @throws UnreadableRecordException if it is there, and no finite number
     */
    public Optional<Number> optionalNumber(String name) throws UnreadableRecordException {
        return isAbsent(name) ? Optional.empty() : Optional.of(number(name));
    }

    /**
     * The constant whose name stands under a name.
     *
     * @throws UnreadableRecordException if it is absent or not the name of a constant
     */
    public <E extends Enum<E>> E constant(String name, Class<E> type)
            throws UnreadableRecordException {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw unreadable(name, "one of " + List.of(type.getEnumConstants()));
    }

    /** Whether {@code true} stands under a name. */
    public boolean isTrue(String name) {
        return node.path(name).isBoolean() && node.path(name).booleanValue();
    }

    /** Whether a name is absent or {@code null}. */
    public boolean isAbsent(String name) {
        JsonNode child = node.path(name);
        return child.isMissingNode() || child.isNull();
    }

    /** What to throw where a field is not what was expected. */
    public UnreadableRecordException unreadable(String name, String expected) {
        return new UnreadableRecordException(path + name + " is not " + expected);
    }
}
