package io.clientele.analytics.artefact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.clientele.analytics.artefact.ModelControl.Pin;
import io.clientele.analytics.artefact.ModelControl.Unpin;
import io.clientele.analytics.model.ModelKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;

/** What is asked of a running job as the JSON that {@code docs/topics.md} describes. */
public final class ModelControlJson {

    private static final int SCHEMA = 1;
    private static final JsonFactory JSON = new JsonFactory();
    private static final String PIN = "pin";
    private static final String UNPIN = "unpin";

    private ModelControlJson() {}

    /** A control as UTF-8 JSON in one line. */
    public static byte[] write(ModelControl control) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            if (control instanceof Pin pin) {
                write(pin, json);
            } else {
                json.writeStringField("action", UNPIN);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Pin pin, JsonGenerator json) throws IOException {
        json.writeStringField("action", PIN);
        json.writeNumberField("version", pin.version());
        if (pin.from().isPresent()) {
            json.writeStringField("from", LocalDate.ofEpochDay(pin.from().get()).toString());
        }
        if (pin.model().isPresent()) {
            json.writeFieldName("model");
            json.writeRawValue(new String(pin.model().get().json(), StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads a control.
     *
     * @param key the kind
     * @param value UTF-8; a record without one unpins
     * @throws IllegalArgumentException naming the field that is wrong, its value and what was
     *     expected
     */
    public static ModelControl read(String key, Optional<byte[]> value) {
        ModelKind kind = ModelKind.of(key);
        if (value.isEmpty()) {
            return new Unpin(kind);
        }
        Fields fields = Fields.of(value.get());
        long schema = fields.whole("schema", 1);
        if (schema != SCHEMA) {
            throw fields.wrong("schema", Long.toString(schema), Integer.toString(SCHEMA));
        }
        String action = fields.text("action");
        return switch (action) {
            case PIN -> pin(kind, fields);
            case UNPIN -> new Unpin(kind);
            default -> throw fields.wrong("action", "\"" + action + "\"", "pin or unpin");
        };
    }

    private static Pin pin(ModelKind kind, Fields fields) {
        long version = fields.whole("version", 1);
        Optional<ModelFile> model = fields.find("model").map(ModelFile::of);
        if (model.isPresent()) {
            Optional<Long> found = kind.version(model.get().models());
            if (!found.equals(Optional.of(version))) {
                throw fields.wrong(
                        "model",
                        found.map(other -> kind.label() + " version " + other)
                                .orElse("no " + kind.label()),
                        kind.label() + " version " + version);
            }
        }
        return new Pin(
                kind,
                version,
                fields.has("from") ? Optional.of(fields.day("from")) : Optional.empty(),
                model.map(file -> new ModelFile(file.currency(), file.models().only(kind))));
    }
}
