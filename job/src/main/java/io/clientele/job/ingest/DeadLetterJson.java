package io.clientele.job.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Dead letters as lines of a file, where there are no headers to carry the reason. */
public final class DeadLetterJson {

    private static final JsonFactory JSON = new JsonFactory();

    private DeadLetterJson() {}

    /**
     * A dead letter as UTF-8 JSON, in one line. The record's bytes are {@code value}, or {@code
     * value_base64} where they are no UTF-8.
     */
    public static byte[] write(DeadLetter letter) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("schema", 1);
            json.writeStringField("reason", letter.refusal().reason().code());
            json.writeStringField("field", letter.refusal().field());
            json.writeStringField("message", letter.refusal().message());
            json.writeStringField("topic", letter.position().topic());
            json.writeNumberField("partition", letter.position().partition());
            json.writeNumberField("offset", letter.position().offset());
            json.writeNumberField("length", letter.length());
            json.writeStringField("sha256", letter.sha256());
            try {
                String text =
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(letter.value()))
                                .toString();
                json.writeStringField("value", text);
            } catch (CharacterCodingException noText) {
                json.writeBinaryField("value_base64", letter.value());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
