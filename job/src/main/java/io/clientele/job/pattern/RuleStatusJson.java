package io.clientele.job.pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.clientele.rules.language.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A rule's status as the JSON that {@code docs/topics.md} describes. */
public final class RuleStatusJson {

    private static final int SCHEMA = 1;
    private static final JsonFactory JSON = new JsonFactory();

    private RuleStatusJson() {}

    /** The status as UTF-8 JSON, in one line. */
    public static byte[] write(RuleStatus status) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeStringField("rule", status.rule());
            json.writeStringField("status", status.outcome().code());
            if (status.version() > 0) {
                json.writeNumberField("version", status.version());
            }
            if (!status.mode().isEmpty()) {
                json.writeStringField("mode", status.mode());
            }
            if (!status.hash().isEmpty()) {
                json.writeStringField("hash", status.hash());
            }
            json.writeArrayFieldStart("findings");
            for (Finding finding : status.findings()) {
                json.writeStartObject();
                json.writeNumberField("line", finding.position().line());
                json.writeNumberField("column", finding.position().column());
                json.writeStringField("field", finding.field());
                json.writeStringField("message", finding.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
