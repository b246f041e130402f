package io.clientele.analytics.artefact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** What became of a control as the JSON that {@code docs/topics.md} describes. */
public final class PinStatusJson {

    private static final int SCHEMA = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private PinStatusJson() {}

    /** The status as UTF-8 JSON in one line. */
    public static byte[] write(PinStatus status) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeStringField("kind", status.kind());
            json.writeStringField("status", status.outcome().code());
            if (status.version().isPresent()) {
                json.writeNumberField("version", status.version().get());
            }
            if (status.from().isPresent()) {
                json.writeStringField("from", LocalDate.ofEpochDay(status.from().get()).toString());
            }
            if (status.reason().isPresent()) {
                json.writeStringField("reason", status.reason().get());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a status.
     *
     * @param json UTF-8
     * @throws IllegalArgumentException naming the field that is wrong, its value and what was
     *     expected
     */
    public static PinStatus read(byte[] json) {
        Fields fields = Fields.of(json);
        String status = fields.text("status");
        return new PinStatus(
                fields.text("kind"),
                Arrays.stream(PinStatus.Outcome.values())
                        .filter(outcome -> outcome.code().equals(status))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        fields.wrong(
                                                "status",
                                                "\"" + status + "\"",
                                                "pinned, waiting, unpinned or refused")),
                fields.has("version") ? Optional.of(fields.whole("version", 1)) : Optional.empty(),
                fields.has("from") ? Optional.of(fields.day("from")) : Optional.empty(),
                fields.findText("reason"));
    }
}
