package io.clientele.analytics.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.clientele.analytics.alert.Alert.MatchedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Alerts as the records of {@code clientele.alerts}, described in {@code docs/topics.md}. A {@link
 * Double} is always written with a fraction or an exponent, so that it is read as one.
 */
public final class AlertJson {

    /** The version that is written and the only one that is read. */
    public static final int SCHEMA = 1;

    static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private AlertJson() {}

    /** The alert as UTF-8 JSON in one line; the same alert gives the same bytes. */
    public static byte[] write(Alert alert) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeStringField("id", alert.id());
            json.writeStringField("source", alert.source().code());
            json.writeStringField("rule", alert.rule());
            json.writeNumberField("version", alert.version());
            json.writeStringField("severity", alert.severity().code());
            json.writeStringField("kind", alert.kind());
            writeSubject(alert.subject(), json);
            json.writeStringField("time", alert.time().toString());
            json.writeStringField("message", alert.message());
            json.writeStringField("action", alert.action());
            json.writeObjectFieldStart("fields");
            for (Map.Entry<String, Object> field : alert.fields().entrySet()) {
                json.writeFieldName(field.getKey());
                writeValue(field.getValue(), json);
            }
            json.writeEndObject();
            json.writeArrayFieldStart("events");
            for (MatchedEvent event : alert.events()) {
                json.writeStartObject();
                json.writeStringField("step", event.step());
                json.writeStringField("name", event.name());
                json.writeStringField("id", event.id());
                json.writeStringField("time", event.time().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
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
    public static Alert read(byte[] bytes) {
        return AlertReader.read(bytes);
    }

    private static void writeSubject(AlertSubject subject, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("subject");
        if (subject instanceof AlertSubject.Customer customer) {
            json.writeStringField("customer_id", customer.id());
        } else if (subject instanceof AlertSubject.Series series) {
            json.writeStringField("measurement", series.measurement());
            json.writeObjectFieldStart("tags");
            for (Map.Entry<String, String> tag : series.tags().entrySet()) {
                json.writeStringField(tag.getKey(), tag.getValue());
            }
            json.writeEndObject();
            json.writeStringField("field", series.field());
        }
        json.writeEndObject();
    }

    private static void writeValue(Object value, JsonGenerator json) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Long whole) {
            json.writeNumber(whole.longValue());
        } else {
            json.writeNumber(((Double) value).doubleValue());
        }
    }
}
