package io.clientele.job.pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.profile.ProfileJson;
import io.clientele.rules.event.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes from a profile the figures that rules read, by the names that the profile's JSON has for
 * them: whatever is written there can be read by rules.
 */
final class ProfileReading {

    private static final JsonFactory JSON = new JsonFactory();

    private final ProfileJson writer;

    ProfileReading(ProfileJson writer) {
        this.writer = writer;
    }

    CustomerFigures read(Profile profile, KeptPaths kept) {
        Map<String, Object> values = new HashMap<>();
        try (JsonParser json = JSON.createParser(writer.write(profile))) {
            json.nextToken();
            object("", json, kept, values);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new CustomerFigures(values);
    }

    private static void object(
            String prefix, JsonParser json, KeptPaths kept, Map<String, Object> values)
            throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix + json.currentName();
            if (json.nextToken() == JsonToken.START_OBJECT) {
                object(path + ".", json, kept, values);
            } else {
                Optional<ValueType> type =
                        kept.keeps(path) ? KeptPaths.type(path) : Optional.empty();
                if (type.isPresent()) {
                    values.put(path, value(type.get(), json));
                } else {
                    json.skipChildren();
                }
            }
        }
    }

    private static Object value(ValueType type, JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> CustomerFigures.Absence.NO_VALUE;
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            case VALUE_STRING ->
                    type == ValueType.Simple.TIME ? Instant.parse(json.getText()) : json.getText();
            case START_ARRAY -> texts(json);
            default -> json.getDoubleValue();
        };
    }

    private static List<String> texts(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                texts.add(json.getText());
            } else {
                json.skipChildren();
            }
        }
        return texts;
    }
}
