package io.clientele.quickstart.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.clientele.analytics.event.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One JSON object a line as rows. A column is the path of a field, {@code customer.id}; with an
 * array in it, {@code items[].price}, each element of the array is a row.
 */
final class JsonRows implements TableRows {
    private static final String ELEMENTS = "[].";
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final LineReader lines;
    private final List<String> names;
    private final Optional<String> array;
    private final BoundedBytes buffer = new BoundedBytes();
    private final Deque<TableRow> ahead = new ArrayDeque<>();

    JsonRows(LineReader lines, List<String> names) {
        this.lines = lines;
        this.names = names;
        this.array = arrays(names).stream().findFirst();
    }

    /** The arrays whose elements are rows; more than one cannot be read. */
    static Set<String> arrays(List<String> names) {
        Set<String> arrays = new LinkedHashSet<>();
        for (String name : names) {
            int elements = name.indexOf(ELEMENTS);
            if (elements >= 0) {
                arrays.add(name.substring(0, elements));
            }
        }
        return arrays;
    }

    /** The paths of the fields of an object, with those of its objects and first elements. */
    static List<String> paths(String line) {
        List<String> paths = new ArrayList<>();
        try {
            addPaths("", JSON.readTree(line), paths);
        } catch (JsonProcessingException refusedLater) {
            // Reading the rows makes a refusal of it.
        }
        return paths;
    }

    private static void addPaths(String prefix, JsonNode object, List<String> paths) {
        object.properties()
                .forEach(
                        field -> {
                            String path = prefix + field.getKey();
                            JsonNode value = field.getValue();
                            if (value.isObject()) {
                                addPaths(path + ".", value, paths);
                            } else if (value.isArray() && value.path(0).isObject()) {
                                addPaths(path + ELEMENTS, value.path(0), paths);
                            } else {
                                paths.add(path);
                            }
                        });
    }

    @Override
    public Optional<TableRow> next() throws IOException {
        while (ahead.isEmpty()) {
            if (!lines.read(buffer)) {
                return Optional.empty();
            }
            if (!buffer.isBlank()) {
                read(lines.lineNumber());
            }
        }
        return Optional.of(ahead.pop());
    }

    private void read(long number) {
        if (!buffer.whole()) {
            ahead.add(new TableRow.Malformed(FileRecord.of(buffer, number)));
            return;
        }
        String text = new String(buffer.toByteArray(), StandardCharsets.UTF_8);
        JsonNode object;
        try {
            object = JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            object = MissingNode.getInstance();
        }
        if (!object.isObject()) {
            Refusal refusal =
                    new Refusal(Refusal.Reason.NOT_JSON, "", "the line is not one JSON object");
            ahead.add(new TableRow.Malformed(TableRows.refused(number, text, refusal)));
            return;
        }
        JsonNode elements = array.isPresent() ? at(object, array.get()) : MissingNode.getInstance();
        if (!elements.isArray() || elements.isEmpty()) {
            ahead.add(row(number, text, object, MissingNode.getInstance()));
        } else {
            for (JsonNode element : elements) {
                ahead.add(row(number, text, object, element));
            }
        }
    }

    private TableRow row(long number, String text, JsonNode object, JsonNode element) {
        List<String> fields = new ArrayList<>(names.size());
        for (String name : names) {
            int elements = name.indexOf(ELEMENTS);
            JsonNode value =
                    elements < 0
                            ? at(object, name)
                            : at(element, name.substring(elements + ELEMENTS.length()));
            fields.add(text(value));
        }
        return new TableRow.Fields(number, text, List.copyOf(fields));
    }

    private static JsonNode at(JsonNode object, String path) {
        JsonNode whole = object.path(path);
        int dot = path.indexOf('.');
        return !whole.isMissingNode() || dot < 0
                ? whole
                : at(object.path(path.substring(0, dot)), path.substring(dot + 1));
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isBigDecimal()) {
            // 1e999999999 must not become its digits.
            return Math.abs(value.decimalValue().scale()) > 64
                    ? value.asText()
                    : value.decimalValue().toPlainString();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
