package io.clientele.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What holds: each key's value and where it came from. It shows no secret but to {@link #get} and
 * {@link #kafka}.
 */
public final class Configuration {

    /** A value that has been read and checked. */
    record Held(Key<?> key, String text, Object value, Origin origin) {
        @Override
        public String toString() {
            return key + " = " + key.shown(text);
        }
    }

    private final SortedMap<String, Held> held;
    private final Set<Program> programs;

    Configuration(Map<String, Held> held, Set<Program> programs) {
        this.held = new TreeMap<>(held);
        this.programs = Set.copyOf(programs);
    }

    /**
     * Where a configuration is read from. A variable wins over the file, an argument over both.
     *
     * @param file the file, if one is named by an argument; else {@code CLIENTELE_CONFIG} names it,
     *     else there is none
     * @param variables the environment; what does not begin with {@code CLIENTELE_} is passed over
     * @param arguments keys that are given as arguments, with their values
     */
    public record Sources(
            Optional<Path> file, Map<String, String> variables, Map<String, String> arguments) {

        /** Copies the maps. */
        public Sources {
            variables = Map.copyOf(variables);
            arguments = Map.copyOf(arguments);
        }

        /** A file and this process's environment. */
        public static Sources ofProcess(Optional<Path> file) {
            return new Sources(file, System.getenv(), Map.of());
        }
    }

    /**
     * Reads and checks everything that is given, and whether what the programs need is there.
     *
     * @param programs for which programs; none for a check without any in mind
     * @throws ConfigurationException naming all that is wrong
     */
    public static Configuration read(Sources sources, Set<Program> programs)
            throws ConfigurationException {
        return new ConfigurationReader(sources, programs).read();
    }

    /** The defaults. */
    public static Configuration defaults() {
        try {
            return read(new Sources(Optional.empty(), Map.of(), Map.of()), Set.of());
        } catch (ConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The value of a key that has a default or is required.
     *
     * @throws IllegalStateException if it has no value, since it was read for a program that does
     *     not need it
     */
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException(key.name() + " has no value"));
    }

    /** The value of a key, if it has one. */
    @SuppressWarnings("unchecked") // it was read by the key's own kind
    public <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable(held.get(key.name())).map(found -> (T) found.value());
    }

    /** The values of a family by the last part of their keys. */
    @SuppressWarnings("unchecked") // they were read by the family's own kind
    public <T> SortedMap<String, T> all(Family<T> family) {
        SortedMap<String, T> members = new TreeMap<>();
        held.forEach(
                (name, found) -> {
                    if (family.holds(name)) {
                        members.put(family.member(name), (T) found.value());
                    }
                });
        return members;
    }

    /** How brokers are reached, as Kafka's own properties, secrets included. */
    public Properties kafka() {
        Properties properties = new Properties();
        properties.setProperty(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                String.join(",", get(Keys.KAFKA_BROKERS)));
        properties.putAll(all(Keys.KAFKA_PROPERTIES));
        return properties;
    }

    /**
     * The effective configuration, a line for each key that the programs read, with where its value
     * came from and without secrets. The lines are a YAML file.
     */
    public List<String> lines() {
        record Line(String assignment, String origin) {}
        List<Line> lines = new ArrayList<>();
        for (String name : Reference.order(held.keySet())) {
            Held value = held.get(name);
            if (value == null) {
                Keys.find(name)
                        .filter(this::concerns)
                        .ifPresent(key -> lines.add(new Line("# " + name + ":", "not set")));
            } else if (concerns(value.key())) {
                lines.add(
                        new Line(
                                name + ": " + Reference.yaml(value.key().maskedText(value.text())),
                                value.origin().text()));
            }
        }
        int width =
                lines.stream()
                        .mapToInt(line -> line.assignment().length())
                        .filter(w -> w < 60)
                        .max()
                        .orElse(0);
        return lines.stream()
                .map(line -> ("%-" + width + "s  # %s").formatted(line.assignment(), line.origin()))
                .toList();
    }

    private boolean concerns(Key<?> key) {
        return programs.isEmpty() || key.programs().stream().anyMatch(programs::contains);
    }

    @Override
    public String toString() {
        return held.values().toString();
    }
}
