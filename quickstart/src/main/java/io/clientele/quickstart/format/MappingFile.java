package io.clientele.quickstart.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A mapping of columns as a YAML file, of the user's or one that is shipped. */
public final class MappingFile {
    /** The mappings that are shipped. */
    public static final List<String> SHIPPED = List.of("woocommerce", "shopify", "orders");

    private static final Set<String> KEYS =
            new TreeSet<>(
                    Set.of(
                            "format",
                            "columns",
                            "refund-when",
                            "leave-out-when",
                            "time-format",
                            "zone",
                            "separator",
                            "encoding",
                            "decimal",
                            "amounts-in",
                            "header"));

    private final Map<?, ?> yaml;
    private final List<String> problems = new ArrayList<>();

    private MappingFile(Map<?, ?> yaml) {
        this.yaml = yaml;
    }

    /**
     * Reads a mapping.
     *
     * @param name the path of a file, or the name of a shipped mapping
     * @throws MappingException naming every key that is wrong
     */
    public static TableRequest read(String name) throws IOException {
        String text = content(name);
        Object yaml;
        try {
            yaml = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text);
        } catch (YamlEngineException wrong) {
            throw new MappingException(
                    name, List.of(wrong.getMessage().lines().findFirst().orElse("not YAML")));
        }
        if (!(yaml instanceof Map<?, ?> map)) {
            throw new MappingException(name, List.of("expected YAML with the key columns"));
        }
        MappingFile file = new MappingFile(map);
        TableRequest request = file.request();
        if (!file.problems.isEmpty()) {
            throw new MappingException(name, file.problems);
        }
        return request;
    }

    private static String content(String name) throws IOException {
        Path path = Path.of(name);
        if (!Files.exists(path) && SHIPPED.contains(name)) {
            try (InputStream shipped =
                    MappingFile.class.getResourceAsStream("/mappings/" + name + ".yaml")) {
                return new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        if (!Files.isRegularFile(path)) {
            throw new MappingException(
                    "--mapping",
                    List.of(
                            "\"%s\", expected a file that can be read, or one of %s"
                                    .formatted(name, String.join(", ", SHIPPED))));
        }
        try {
            return Files.readString(path);
        } catch (CharacterCodingException notText) {
            throw new UncheckedIOException(name + ": not UTF-8", notText);
        }
    }

    private TableRequest request() {
        for (Object key : yaml.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                problems.add(
                        "%s: no key of that name, expected %s"
                                .formatted(key, String.join(", ", KEYS)));
            }
        }
        return new TableRequest(
                text("format").flatMap(this::format),
                columns(),
                texts("refund-when"),
                texts("leave-out-when"),
                text("time-format"),
                text("zone").flatMap(this::zone),
                text("separator"),
                text("encoding"),
                text("decimal"),
                text("amounts-in"),
                header());
    }

    private List<TableRequest.Choice> columns() {
        List<TableRequest.Choice> choices = new ArrayList<>();
        Object columns = yaml.get("columns");
        if (columns instanceof Map<?, ?> map) {
            map.forEach(
                    (role, names) -> {
                        List<String> texts = texts("columns." + role, names);
                        if (texts.isEmpty()) {
                            problems.add("columns.%s: empty, expected a column".formatted(role));
                        } else {
                            choices.add(new TableRequest.Choice(String.valueOf(role), texts));
                        }
                    });
        } else if (columns != null) {
            problems.add("columns: \"%s\", expected role: column".formatted(columns));
        }
        return choices;
    }

    private Optional<TableFormat> format(String name) {
        Optional<TableFormat> format = TableFormat.of(name);
        if (format.isEmpty()) {
            problems.add("format: \"%s\", expected csv or json-lines".formatted(name));
        }
        return format;
    }

    private Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            problems.add(
                    "zone: \"%s\", expected a time zone such as Europe/London".formatted(name));
            return Optional.empty();
        }
    }

    private Optional<Boolean> header() {
        Object header = yaml.get("header");
        if (header instanceof Boolean said) {
            return Optional.of(said);
        }
        if (header != null) {
            problems.add("header: \"%s\", expected true or false".formatted(header));
        }
        return Optional.empty();
    }

    private Optional<String> text(String key) {
        List<String> texts = texts(key);
        if (texts.size() > 1) {
            problems.add("%s: a list, expected one value".formatted(key));
        }
        return texts.stream().findFirst();
    }

    private List<String> texts(String key) {
        return texts(key, yaml.get(key));
    }

    private List<String> texts(String key, Object value) {
        if (value == null) {
            return List.of();
        }
        List<?> values = value instanceof List<?> list ? list : List.of(value);
        List<String> texts = new ArrayList<>();
        for (Object each : values) {
            if (each == null || each instanceof Map || each instanceof List) {
                problems.add("%s: \"%s\", expected a text".formatted(key, each));
            } else {
                texts.add(String.valueOf(each));
            }
        }
        return texts;
    }
}
