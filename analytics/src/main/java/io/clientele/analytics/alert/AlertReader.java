package io.clientele.analytics.alert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.clientele.analytics.alert.Alert.MatchedEvent;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads one alert from JSON, property by property. */
final class AlertReader {

    private static final int LONGEST_SHOWN = 80;

    private final JsonParser json;
    private final Map<String, Object> values = new HashMap<>();

    private AlertReader(JsonParser json) {
        this.json = json;
    }

    static Alert read(byte[] bytes) {
        try (JsonParser json = AlertJson.JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("alert: expected a JSON object");
            }
            Alert alert = new AlertReader(json).alert();
            if (json.nextToken() != null) {
                throw new IllegalArgumentException(
                        "alert: %s after its end, expected nothing".formatted(json.getText()));
            }
            return alert;
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "alert: not JSON: " + malformed.getOriginalMessage(), malformed);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "alert: not JSON: " + unreadable.getMessage(), unreadable);
        }
    }

    private Alert alert() throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "schema", "version" -> values.put(name, whole(name));
                case "id", "rule", "kind", "message", "action" -> values.put(name, text(name));
                case "source" -> values.put(name, one(name, "rule or kpi", AlertSource::of));
                case "severity" ->
                        values.put(
                                name,
                                one(name, "info, warning, error or critical", AlertSeverity::of));
                case "subject" -> values.put(name, subject());
                case "time" -> values.put(name, instant(name));
                case "fields" -> values.put(name, fields());
                case "events" -> values.put(name, events());
                default -> json.skipChildren();
            }
        }
        int schema = required("schema", Integer.class);
        if (schema != AlertJson.SCHEMA) {
            throw new IllegalArgumentException(
                    "schema: %d, expected %d".formatted(schema, AlertJson.SCHEMA));
        }
        return new Alert(
                required("id", String.class),
                required("source", AlertSource.class),
                required("rule", String.class),
                required("version", Integer.class),
                required("severity", AlertSeverity.class),
                required("kind", String.class),
                required("subject", AlertSubject.class),
                required("time", Instant.class),
                required("message", String.class),
                required("action", String.class),
                required("fields", Fields.class).values(),
                required("events", Events.class).events());
    }

    private record Fields(Map<String, Object> values) {}

    private record Events(List<MatchedEvent> events) {}

    private AlertSubject subject() throws IOException {
        require(JsonToken.START_OBJECT, "subject", "an object");
        Map<String, String> texts = new HashMap<>();
        Map<String, String> tags = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "customer_id", "measurement", "field" ->
                        texts.put(name, text("subject." + name));
                case "tags" -> readTags(tags);
                default -> json.skipChildren();
            }
        }
        if (texts.containsKey("customer_id") == texts.containsKey("measurement")) {
            throw new IllegalArgumentException(
                    "subject: %s, expected either customer_id or measurement, tags and field"
                            .formatted(texts.keySet()));
        }
        if (texts.containsKey("customer_id")) {
            return new AlertSubject.Customer(texts.get("customer_id"));
        }
        return new AlertSubject.Series(
                texts.get("measurement"),
                tags,
                Optional.ofNullable(texts.get("field"))
                        .orElseThrow(() -> missing("subject.field")));
    }

    private void readTags(Map<String, String> tags) throws IOException {
        require(JsonToken.START_OBJECT, "subject.tags", "an object");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            tags.put(name, text("subject.tags." + name));
        }
    }

    private Fields fields() throws IOException {
        require(JsonToken.START_OBJECT, "fields", "an object");
        Map<String, Object> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            fields.put(
                    name,
                    switch (json.nextToken()) {
                        case VALUE_STRING -> json.getText();
                        case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
                        case VALUE_NUMBER_INT -> json.getLongValue();
                        case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
                        default ->
                                throw unexpected("fields." + name, "a text, a number or a boolean");
                    });
        }
        return new Fields(fields);
    }

    private Events events() throws IOException {
        require(JsonToken.START_ARRAY, "events", "an array");
        List<MatchedEvent> events = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String path = "events[%d]".formatted(events.size());
            require(JsonToken.START_OBJECT, path, "an object");
            events.add(event(path));
        }
        return new Events(events);
    }

    private MatchedEvent event(String path) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Optional<Instant> time = Optional.empty();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "step", "name", "id" -> texts.put(name, text(path + '.' + name));
                case "time" -> time = Optional.of(instant(path + ".time"));
                default -> json.skipChildren();
            }
        }
        for (String name : List.of("step", "name", "id")) {
            if (!texts.containsKey(name)) {
                throw missing(path + '.' + name);
            }
        }
        return new MatchedEvent(
                texts.get("step"),
                texts.get("name"),
                texts.get("id"),
                time.orElseThrow(() -> missing(path + ".time")));
    }

    private int whole(String name) throws IOException {
        require(JsonToken.VALUE_NUMBER_INT, name, "a whole number");
        long value = json.getLongValue();
        if (value != (int) value) {
            throw unexpected(name, "a whole number below 2,147,483,648");
        }
        return (int) value;
    }

    private String text(String name) throws IOException {
        require(JsonToken.VALUE_STRING, name, "a string");
        return json.getText();
    }

    private <T> T one(String name, String expected, Function<String, Optional<T>> known)
            throws IOException {
        return known.apply(text(name)).orElseThrow(() -> wrong(name, expected));
    }

    private Instant instant(String name) throws IOException {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException unreadable) {
            throw wrong(name, "an instant such as 2011-12-09T23:59:59.999Z");
        }
    }

    private void require(JsonToken token, String name, String expected) throws IOException {
        if (json.currentToken() != token) {
            throw unexpected(name, expected);
        }
    }

    private <T> T required(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name))
                .map(type::cast)
                .orElseThrow(() -> missing(name));
    }

    private IllegalArgumentException wrong(String name, String expected) {
        try {
            return unexpected(name, expected);
        } catch (IOException unreadable) {
            return new IllegalArgumentException(name + ": expected " + expected, unreadable);
        }
    }

    private IllegalArgumentException unexpected(String name, String expected) throws IOException {
        String found = json.getText();
        if (found.length() > LONGEST_SHOWN) {
            found = found.substring(0, LONGEST_SHOWN) + '…';
        }
        String quoted = json.currentToken() == JsonToken.VALUE_STRING ? '"' + found + '"' : found;
        return new IllegalArgumentException(
                "%s: %s, expected %s".formatted(name, quoted, expected));
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(name + ": missing, expected in an alert");
    }
}
