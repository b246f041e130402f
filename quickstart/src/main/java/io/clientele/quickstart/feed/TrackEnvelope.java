package io.clientele.quickstart.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/**
 * Whose a track call is and when it happened: what a producer must know of it. It judges nothing;
 * what cannot be read is sent on as it is, for the parser to refuse.
 *
 * <p>Reused from record to record.
 */
final class TrackEnvelope {
    private static final JsonFactory JSON = new JsonFactory();

    private String userId = "";
    private String anonymousId = "";
    private String timestamp = "";

    void read(byte[] record) {
        userId = "";
        anonymousId = "";
        timestamp = "";
        try (JsonParser json = JSON.createParser(record)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                switch (name) {
                    case "userId" -> userId = text(json, value);
                    case "anonymousId" -> anonymousId = text(json, value);
                    case "timestamp" -> timestamp = text(json, value);
                    default -> json.skipChildren();
                }
            }
        } catch (IOException notJson) {
            // the parser that reads the topic says so, in a dead letter
        }
    }

    /** The {@code userId}, else the {@code anonymousId}, else empty. */
    String key() {
        return userId.isEmpty() ? anonymousId : userId;
    }

    /** Milliseconds since 1970-01-01T00:00:00Z; empty if there is none that can be read. */
    OptionalLong timestamp() {
        if (timestamp.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(OffsetDateTime.parse(timestamp).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException unreadable) {
            return OptionalLong.empty();
        }
    }

    private static String text(JsonParser json, JsonToken value) throws IOException {
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }
}
