package io.clientele.analytics.artefact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The fields of a JSON object, each asked for with what it has to be. What is wrong is told with
 * the field's path, its value and what was expected.
 */
final class Fields {

    private static final int LONGEST_SHOWN = 60;

    private static final ObjectReader READER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .reader();

    private final String path;
    private final JsonNode node;

    private Fields(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    /** The fields of an object in bytes. */
    static Fields of(byte[] json) {
        try {
            JsonNode node = READER.readTree(json);
            if (!node.isObject()) {
                throw new IllegalArgumentException(
                        "%s, expected a JSON object".formatted(shown(node)));
            }
            return new Fields("", node);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "not JSON: " + malformed.getOriginalMessage(), malformed);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("not JSON: " + unreadable.getMessage(), unreadable);
        }
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    Fields object(String name) {
        JsonNode value = present(name, "an object");
        if (!value.isObject()) {
            throw wrong(name, shown(value), "an object");
        }
        return new Fields(path(name), value);
    }

    Optional<Fields> find(String name) {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    String text(String name) {
        JsonNode value = present(name, "text");
        if (!value.isTextual()) {
            throw wrong(name, shown(value), "text");
        }
        return value.textValue();
    }

    Optional<String> findText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    boolean flag(String name) {
        JsonNode value = present(name, "true or false");
        if (!value.isBoolean()) {
            throw wrong(name, shown(value), "true or false");
        }
        return value.booleanValue();
    }

    long whole(String name, long least) {
        String expected = "a whole number of %d or more".formatted(least);
        JsonNode value = present(name, expected);
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < least) {
            throw wrong(name, shown(value), expected);
        }
        return value.longValue();
    }

    int count(String name, int least) {
        long value = whole(name, least);
        if (value > Integer.MAX_VALUE) {
            throw wrong(name, Long.toString(value), "at most " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    double number(String name) {
        return number(name, present(name, "a number"));
    }

    private double number(String name, JsonNode value) {
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw wrong(name, shown(value), "a number");
        }
        return value.doubleValue();
    }

    long day(String name) {
        String text = text(name);
        try {
            return LocalDate.parse(text).toEpochDay();
        } catch (DateTimeException wrong) {
            throw wrong(name, "\"" + text + "\"", "a day such as 2011-12-09");
        }
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array(name)) {
            if (!value.isTextual()) {
                throw wrong(name, shown(value), "text");
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    /** So many numbers. */
    double[] numbers(String name, int size) {
        return numbers(name, array(name), size);
    }

    /** So many rows of so many numbers. */
    double[][] rows(String name, int rows, int columns) {
        JsonNode array = array(name);
        requireSize(name, array, rows);
        double[][] table = new double[rows][];
        for (int i = 0; i < rows; i++) {
            String row = "%s[%d]".formatted(name, i);
            if (!array.get(i).isArray()) {
                throw wrong(row, shown(array.get(i)), "an array of numbers");
            }
            table[i] = numbers(row, array.get(i), columns);
        }
        return table;
    }

    private double[] numbers(String name, JsonNode array, int size) {
        requireSize(name, array, size);
        double[] numbers = new double[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = number("%s[%d]".formatted(name, i), array.get(i));
        }
        return numbers;
    }

    /** So many whole numbers. */
    long[] wholes(String name, int size, long least) {
        JsonNode array = array(name);
        requireSize(name, array, size);
        long[] numbers = new long[size];
        for (int i = 0; i < size; i++) {
            JsonNode value = array.get(i);
            if (!value.isIntegralNumber()
                    || !value.canConvertToLong()
                    || value.longValue() < least) {
                throw wrong(
                        "%s[%d]".formatted(name, i),
                        shown(value),
                        "a whole number of %d or more".formatted(least));
            }
            numbers[i] = value.longValue();
        }
        return numbers;
    }

    /** What a record makes of fields; what it says is wrong is told with their path. */
    <T> T make(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException wrong) {
            String message = wrong.getMessage();
            boolean told = path.isEmpty() || message.startsWith(path);
            throw new IllegalArgumentException(told ? message : path(message), wrong);
        }
    }

    IllegalArgumentException wrong(String name, String value, String expected) {
        return new IllegalArgumentException(
                "%s: %s, expected %s".formatted(path(name), value, expected));
    }

    private JsonNode array(String name) {
        JsonNode value = present(name, "an array");
        if (!value.isArray()) {
            throw wrong(name, shown(value), "an array");
        }
        return value;
    }

    private void requireSize(String name, JsonNode array, int size) {
        if (array.size() != size) {
            throw wrong(name, "%d values".formatted(array.size()), Integer.toString(size));
        }
    }

    private JsonNode present(String name, String expected) {
        if (!has(name)) {
            throw wrong(name, node.has(name) ? "null" : "missing", expected);
        }
        return node.get(name);
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }
}
