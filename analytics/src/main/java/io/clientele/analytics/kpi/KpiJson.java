package io.clientele.analytics.kpi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Points as the records of {@code clientele.kpis}, described in {@code docs/topics.md}. A {@link
 * Double} is always written with a fraction or an exponent, so that it is read as one.
 */
public final class KpiJson {

    /** The version that is written and the only one that is read. */
    public static final int SCHEMA = 1;

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private KpiJson() {}

    /** The point as UTF-8 JSON in one line; the same point gives the same bytes. */
    public static byte[] write(KpiPoint point) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeStringField("measurement", point.measurement());
            json.writeStringField("time", point.time().toString());
            json.writeNumberField("window_seconds", point.windowSeconds());
            json.writeObjectFieldStart("tags");
            for (Map.Entry<String, String> tag : point.tags().entrySet()) {
                json.writeStringField(tag.getKey(), tag.getValue());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("fields");
            for (Map.Entry<String, Number> field : point.fields().entrySet()) {
                json.writeFieldName(field.getKey());
                if (field.getValue() instanceof Long whole) {
                    json.writeNumber(whole.longValue());
                } else {
                    json.writeNumber(field.getValue().doubleValue());
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote; properties that it does not know are passed over.
     *
     * @throws IllegalArgumentException naming the property that is missing or wrong, its value and
     *     what was expected
     */
    public static KpiPoint read(byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("KPI record: expected a JSON object");
            }
            KpiPoint point = readPoint(json);
            if (json.nextToken() != null) {
                throw new IllegalArgumentException(
                        "KPI record: %s after its end, expected nothing".formatted(json.getText()));
            }
            return point;
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "KPI record: not JSON: " + malformed.getOriginalMessage(), malformed);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "KPI record: not JSON: " + unreadable.getMessage(), unreadable);
        }
    }

    private static KpiPoint readPoint(JsonParser json) throws IOException {
        Optional<Long> schema = Optional.empty();
        Optional<String> measurement = Optional.empty();
        Optional<Instant> time = Optional.empty();
        Optional<Long> windowSeconds = Optional.empty();
        Map<String, String> tags = new TreeMap<>();
        Map<String, Number> fields = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "schema" -> schema = Optional.of(whole(json, name));
                case "measurement" -> measurement = Optional.of(text(json, name));
                case "time" -> time = Optional.of(instant(json, name));
                case "window_seconds" -> windowSeconds = Optional.of(whole(json, name));
                case "tags" -> readTags(json, tags);
                case "fields" -> readFields(json, fields);
                default -> json.skipChildren();
            }
        }
        if (required("schema", schema) != SCHEMA) {
            throw new IllegalArgumentException(
                    "schema: %d, expected %d".formatted(schema.get(), SCHEMA));
        }
        return new KpiPoint(
                required("measurement", measurement),
                required("time", time),
                required("window_seconds", windowSeconds),
                tags,
                fields);
    }

    private static void readTags(JsonParser json, Map<String, String> tags) throws IOException {
        requireObject(json, "tags");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            tags.put(name, text(json, "tags." + name));
        }
    }

    private static void readFields(JsonParser json, Map<String, Number> fields) throws IOException {
        requireObject(json, "fields");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_NUMBER_FLOAT) {
                fields.put(name, json.getDoubleValue());
            } else {
                fields.put(name, whole(json, "fields." + name));
            }
        }
    }

    private static void requireObject(JsonParser json, String name) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw unexpected(json, name, "an object");
        }
    }

    private static long whole(JsonParser json, String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected(json, name, "a number");
        }
        return json.getLongValue();
    }

    private static String text(JsonParser json, String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw unexpected(json, name, "a string");
        }
        return json.getText();
    }

    private static Instant instant(JsonParser json, String name) throws IOException {
        String text = text(json, name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(
                    "%s: \"%s\", expected an instant such as 2011-12-09T23:59:59.999Z"
                            .formatted(name, text),
                    unreadable);
        }
    }

    private static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(
                () -> new IllegalArgumentException(name + ": missing, expected in a KPI record"));
    }

    private static IllegalArgumentException unexpected(
            JsonParser json, String name, String expected) throws IOException {
        return new IllegalArgumentException(
                "%s: %s, expected %s".formatted(name, json.getText(), expected));
    }
}
