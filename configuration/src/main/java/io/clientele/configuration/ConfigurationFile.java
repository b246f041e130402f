package io.clientele.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The configuration file: YAML 1.2, nested or with dots in names, as a list of what is given where.
 */
final class ConfigurationFile {

    private static final int MOST_VALUES = 10_000;
    private static final Pattern TABBED = Pattern.compile(" *\\t[ \\t]*(?:([\\w.-]+) *:)?.*");

    private final Path file;
    private final List<Problem> problems;
    private final List<Given> given = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<Node> open = new HashSet<>();
    private boolean tooMany;

    private ConfigurationFile(Path file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads the file.
     *
     * @param named how the file was named, for messages
     * @param problems where it is told what is wrong
     * @return what is given; nothing at all if the file cannot be read or is no YAML
     */
    static Optional<List<Given>> read(Path file, String named, List<Problem> problems) {
        Optional<String> text = content(file, named, problems);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        ConfigurationFile reading = new ConfigurationFile(file, problems);
        return reading.documents(text.get())
                .map(
                        documents -> {
                            reading.take(documents);
                            return List.copyOf(reading.given);
                        });
    }

    private static Optional<String> content(Path file, String named, List<Problem> problems) {
        TextFile read = TextFile.read(file.toString());
        if (read instanceof TextFile.Content content) {
            return Optional.of(content.text().replaceFirst("^\uFEFF", ""));
        }
        problems.add(
                new Problem(
                        named,
                        Texts.quoted(file.toString()),
                        Optional.empty(),
                        "a readable YAML file; " + ((TextFile.Unusable) read).why()));
        return Optional.empty();
    }

    private Optional<List<Node>> documents(String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        List<Node> documents = new ArrayList<>();
        try {
            Iterator<Node> composed = new Compose(settings).composeAllFromString(text).iterator();
            composed.forEachRemaining(documents::add);
            return Optional.of(documents);
        } catch (MarkedYamlEngineException malformed) {
            if (!tabs(text)) {
                problems.add(malformed(malformed));
            }
        } catch (YamlEngineException malformed) {
            problems.add(
                    new Problem(
                            file.toString(),
                            "not YAML",
                            Optional.empty(),
                            malformed instanceof ReaderException
                                    ? "YAML without control characters"
                                    : "YAML with few aliases"));
        }
        return Optional.empty();
    }

    /** Tells each line that begins with a tab; whether there was one. */
    private boolean tabs(String text) {
        boolean found = false;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Matcher tabbed = TABBED.matcher(line);
            if (tabbed.matches() && !line.isBlank()) {
                found = true;
                String key = tabbed.group(1);
                problems.add(
                        new Problem(
                                "%s:%d".formatted(file, number),
                                "a tab before " + (key == null ? "the text" : Texts.quoted(key)),
                                Optional.empty(),
                                "spaces as indentation"));
            }
        }
        return found;
    }

    /** Never shows a part of the line, which may hold a secret. */
    private Problem malformed(MarkedYamlEngineException malformed) {
        String reason = malformed.getProblem() == null ? "" : malformed.getProblem();
        if (reason.startsWith("found undefined alias")) {
            reason =
                    "an alias without its anchor; a value that begins with * needs quotation marks";
        } else if (reason.startsWith("found duplicate anchor")) {
            reason = "an anchor twice; a value that begins with & needs quotation marks";
        } else if (reason.startsWith("found undefined tag handle")) {
            reason = "an unknown tag; a value that begins with ! needs quotation marks";
        }
        int line =
                malformed
                        .getProblemMark()
                        .or(malformed::getContextMark)
                        .map(mark -> mark.getLine() + 1)
                        .orElse(1);
        return new Problem(
                "%s:%d".formatted(file, line),
                "not YAML",
                Optional.empty(),
                "KEY: VALUE lines; found " + Texts.oneLine(reason.replaceFirst("^found ", "")));
    }

    private void take(List<Node> documents) {
        if (documents.size() > 1) {
            problems.add(
                    new Problem(
                            "%s:%d".formatted(file, line(documents.get(1))),
                            "a second document",
                            Optional.empty(),
                            "one document in the file"));
        }
        for (Node document : documents) {
            if (document instanceof MappingNode mapping) {
                mapping("", mapping);
            } else if (!isNothing(document)) {
                problems.add(
                        new Problem(
                                "%s:%d".formatted(file, line(document)),
                                "no mapping",
                                Optional.empty(),
                                "KEY: VALUE lines"));
            }
        }
    }

    private void mapping(String section, MappingNode mapping) {
        if (!open.add(mapping)) {
            problems.add(
                    new Problem(
                            section,
                            "a mapping within itself",
                            Optional.of(at(mapping)),
                            "no alias to what it stands in"));
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode name && !name.getValue().isBlank()) {
                String key = section.isEmpty() ? name.getValue() : section + "." + name.getValue();
                value(key, name, entry.getValueNode());
            } else {
                problems.add(
                        new Problem(
                                section.isEmpty() ? file.toString() : section,
                                "a key that is no text",
                                Optional.of(at(entry.getKeyNode())),
                                "KEY: VALUE lines"));
            }
        }
        open.remove(mapping);
    }

    private void value(String key, ScalarNode name, Node node) {
        Origin.Line origin = at(name);
        if (node instanceof MappingNode mapping && Keys.find(key).isEmpty()) {
            boolean again = lines.putIfAbsent(key + ".", origin.line()) != null;
            if (again) {
                repeated(key, "a mapping, again", key + ".", origin);
            }
            mapping(key, mapping);
            return;
        }
        if (node instanceof MappingNode mapping && Keys.family(key).isPresent()) {
            mapping(key, mapping);
            return;
        }
        if (isNothing(node) && !Keys.partsOf(key).isEmpty()) {
            return;
        }
        if (lines.putIfAbsent(key, origin.line()) != null) {
            repeated(key, new Given(key, valueOf(node), origin).shown() + ", again", key, origin);
            return;
        }
        if (given.size() >= MOST_VALUES) {
            if (!tooMany) {
                problems.add(
                        new Problem(
                                file.toString(),
                                "more than 10000 values",
                                Optional.empty(),
                                "at most so many"));
            }
            tooMany = true;
            return;
        }
        given.add(new Given(key, valueOf(node), origin));
    }

    private void repeated(String key, String found, String seen, Origin.Line origin) {
        problems.add(
                Problem.at(
                        origin,
                        key,
                        found,
                        "the key once; it is also in line %d".formatted(lines.get(seen))));
    }

    private static Given.Value valueOf(Node node) {
        if (isNothing(node)) {
            return new Given.Value.Nothing();
        }
        if (node instanceof ScalarNode scalar) {
            return new Given.Value.Scalar(scalar.getValue().strip());
        }
        if (node instanceof SequenceNode sequence) {
            if (sequence.getValue().isEmpty()) {
                return new Given.Value.Nothing();
            }
            List<String> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                if (!(item instanceof ScalarNode scalar)) {
                    return new Given.Value.Structure("a list of other than plain values");
                }
                items.add(scalar.getValue().strip());
            }
            return new Given.Value.Several(items);
        }
        return new Given.Value.Structure("a mapping");
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank());
    }

    private Origin.Line at(Node node) {
        return new Origin.Line(file, line(node));
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
