package io.clientele.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is told to people about the keys: help, a file to begin with, the tables of the manual. */
public final class Reference {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/][A-Za-z0-9_./:,+@ -]*");

    private Reference() {}

    /** What is told about one key or family. */
    private record Entry(
            String name,
            String fallback,
            String expected,
            String meaning,
            Set<Program> programs,
            boolean secret) {

        static Entry of(Key<?> key) {
            String fallback = key.fallback().orElse(key.isRequired() ? "**required**" : "–");
            return new Entry(
                    key.name(),
                    fallback,
                    key.expected(),
                    key.meaning(),
                    key.programs(),
                    key.isSecret());
        }

        static Entry of(Family<?> family) {
            return new Entry(
                    family.pattern(),
                    "–",
                    family.expected(),
                    family.meaning(),
                    family.programs(),
                    family.isSecret());
        }

        /** The family that it tells about, if it is one. */
        Optional<Family<?>> family() {
            return Keys.FAMILIES.stream()
                    .filter(family -> family.pattern().equals(name))
                    .findFirst();
        }

        String section() {
            return name.substring(0, name.indexOf('.'));
        }
    }

    private static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        Set<String> sections = new HashSet<>();
        for (Key<?> key : Keys.ALL) {
            Entry entry = Entry.of(key);
            entries.add(entry);
            if (sections.add(entry.section())) {
                Keys.FAMILIES.stream()
                        .map(Entry::of)
                        .filter(family -> family.section().equals(entry.section()))
                        .forEach(entries::add);
            }
        }
        return entries;
    }

    /** The names of all keys, and of the members of families among those given, in order. */
    static List<String> order(Collection<String> given) {
        Set<String> names = new LinkedHashSet<>();
        for (Entry entry : entries()) {
            Optional<Family<?>> family = entry.family();
            if (family.isPresent()) {
                new TreeSet<>(given).stream().filter(family.get()::holds).forEach(names::add);
            } else {
                names.add(entry.name());
            }
        }
        return List.copyOf(names);
    }

    /** The keys as tables of Markdown, one for each section. */
    public static String markdown() {
        Map<String, List<Entry>> sections = new LinkedHashMap<>();
        for (Entry entry : entries()) {
            sections.computeIfAbsent(entry.section(), section -> new ArrayList<>()).add(entry);
        }
        StringBuilder text = new StringBuilder();
        sections.forEach(
                (section, entries) -> {
                    text.append("### `").append(section).append("`\n\n");
                    text.append("| key | variable | default | expected | meaning | read by |\n");
                    text.append("|---|---|---|---|---|---|\n");
                    entries.forEach(entry -> text.append(row(entry)));
                    text.append('\n');
                });
        return text.toString().stripTrailing() + "\n";
    }

    private static String row(Entry entry) {
        String fallback =
                entry.fallback().equals("–") || entry.fallback().startsWith("*")
                        ? entry.fallback()
                        : "`" + entry.fallback() + "`";
        String variable = Key.variable(entry.name()).replace('*', '…');
        return "| `%s` | `%s` | %s | %s | %s%s | %s |\n"
                .formatted(
                        entry.name(),
                        variable,
                        fallback,
                        entry.expected().replace("***", "`***`"),
                        entry.meaning(),
                        entry.secret()
                                ? " **Secret**; `%s-file` names a file instead."
                                        .formatted(entry.name())
                                : "",
                        programs(entry.programs()));
    }

    private static String programs(Set<Program> programs) {
        return programs.size() == Program.values().length
                ? "all"
                : programs.stream().sorted().map(Program::label).collect(Collectors.joining(", "));
    }

    /** A file to begin with: each key that programs read, commented out, with its default. */
    public static String template() {
        StringBuilder text = new StringBuilder();
        text.append("# Clientele's configuration. What is commented out shows the default.\n");
        text.append("# Environment variables win: CLIENTELE_KAFKA_BROKERS for kafka.brokers.\n");
        List<String> path = List.of();
        for (Entry entry : entries()) {
            String name = entry.family().map(Family::example).orElse(entry.name());
            List<String> parts = List.of(name.split("\\."));
            List<String> parents = parts.subList(0, parts.size() - 1);
            for (int level = 0; level < parents.size(); level++) {
                if (path.size() <= level
                        || !path.subList(0, level + 1).equals(parents.subList(0, level + 1))) {
                    text.append(level == 0 ? "\n" : "")
                            .append("  ".repeat(level))
                            .append(parents.get(level))
                            .append(":\n");
                }
            }
            path = parents;
            String indentation = "  ".repeat(parents.size());
            text.append(indentation).append("# ").append(entry.meaning()).append('\n');
            text.append(indentation).append("#   Expected: ").append(entry.expected()).append('\n');
            text.append(indentation).append("# ").append(assignment(entry)).append('\n');
        }
        return text.toString();
    }

    private static String assignment(Entry entry) {
        String last = entry.name().substring(entry.name().lastIndexOf('.') + 1);
        if (entry.secret()) {
            String name = entry.family().map(Family::example).orElse(entry.name());
            return last + "-file: /run/secrets/" + name.replace('.', '-');
        }
        if (last.equals("*")) {
            Family<?> family = entry.family().orElseThrow();
            return family.member(family.example())
                    + ": "
                    + (family == Keys.SHOP_RATES ? "1.27" : "SASL_SSL");
        }
        boolean example = entry.fallback().equals("–") || entry.fallback().startsWith("*");
        return last + ": " + (example ? "" : yaml(entry.fallback()));
    }

    /** For the end of a program's help: the keys that it reads. */
    public static List<String> help(Program program) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Keys of the file; each is also an environment variable, which wins:");
        lines.add("CLIENTELE_KAFKA_BROKERS for kafka.brokers. CLIENTELE_CONFIG names the file.");
        for (Entry entry : entries()) {
            if (entry.programs().contains(program)) {
                String fallback =
                        switch (entry.fallback()) {
                            case "–" -> "";
                            case "**required**" -> " (required)";
                            default -> " (default: " + entry.fallback() + ")";
                        };
                lines.add("  " + entry.name() + fallback);
                lines.add("      " + entry.meaning().replace("`", ""));
            }
        }
        return lines;
    }

    /** A value as YAML. */
    static String yaml(String value) {
        return PLAIN.matcher(value).matches() && !value.endsWith(":") && !value.contains(": ")
                ? value
                : '"' + Texts.oneLine(value.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }
}
