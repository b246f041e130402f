package io.clientele.configuration;

import io.clientele.configuration.Configuration.Held;
import io.clientele.configuration.Configuration.Sources;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads all sources and checks all values, and keeps everything that is wrong for the end. */
final class ConfigurationReader {

    private final Sources sources;
    private final Set<Program> programs;
    private final List<Problem> problems = new ArrayList<>();

    /** By the key that is meant, also where the name of a secret's file is given. */
    private final Map<String, Given> given = new LinkedHashMap<>();

    private final Map<String, Held> held = new LinkedHashMap<>();

    /** What is wrong already need not be missed, or compared with others. */
    private boolean fileUnread;

    ConfigurationReader(Sources sources, Set<Program> programs) {
        this.sources = sources;
        this.programs = programs;
    }

    Configuration read() throws ConfigurationException {
        layer(file());
        layer(EnvironmentVariables.read(sources.variables(), problems));
        layer(arguments());
        given.values().forEach(this::value);
        missing();
        for (Key<?> key : Keys.ALL) {
            key.fallback()
                    .filter(text -> !given.containsKey(key.name()))
                    .ifPresent(text -> hold(key, text, new Origin.Default()));
        }
        comparisons();
        kafka();
        if (!fileUnread) {
            new AlertChecks(given, held, programs, problems).check();
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(
                    problems.stream()
                            .distinct()
                            .sorted(Comparator.comparingInt(ConfigurationReader::place))
                            .toList());
        }
        return new Configuration(held, programs);
    }

    /** The file from its first line on, then the rest in the order in which it was found. */
    private static int place(Problem problem) {
        return problem.origin().orElse(new Origin.Default()) instanceof Origin.Line line
                ? line.line()
                : Integer.MAX_VALUE;
    }

    private List<Given> file() {
        Optional<Path> file = sources.file();
        String named = "--config";
        if (file.isEmpty()) {
            String variable = sources.variables().get(Keys.FILE_VARIABLE);
            if (variable == null) {
                return List.of();
            }
            named = Keys.FILE_VARIABLE;
            try {
                file = Optional.of(variable).filter(name -> !name.isBlank()).map(Path::of);
            } catch (InvalidPathException wrong) {
                file = Optional.empty();
            }
            if (file.isEmpty()) {
                problems.add(
                        new Problem(
                                Keys.FILE_VARIABLE,
                                Texts.quoted(variable),
                                Optional.empty(),
                                "the name of a YAML file, or the variable not to be set"));
                fileUnread = true;
                return List.of();
            }
        }
        Optional<List<Given>> read = ConfigurationFile.read(file.get(), named, problems);
        fileUnread = read.isEmpty();
        return read.orElse(List.of());
    }

    private List<Given> arguments() {
        return new TreeMap<>(sources.arguments())
                .entrySet().stream()
                        .map(
                                entry ->
                                        Given.text(
                                                entry.getKey(),
                                                entry.getValue(),
                                                new Origin.Argument()))
                        .toList();
    }

    /** Lays what a source says over what those before it said. */
    private void layer(List<Given> said) {
        Map<String, Given> layer = new LinkedHashMap<>();
        for (Given one : said) {
            Optional<Key<?>> key = SecretFiles.secretOf(one.name()).or(() -> Keys.find(one.name()));
            if (key.isEmpty() || !memberIsNamed(one)) {
                if (key.isEmpty()) {
                    problems.add(unknown(one));
                }
                continue;
            }
            Given other = layer.putIfAbsent(key.get().name(), one);
            if (other != null) {
                problems.add(
                        Problem.at(
                                one.origin(),
                                key.get().name(),
                                "given twice, as %s and as %s".formatted(other.name(), one.name()),
                                "one of the two; the other one is %s"
                                        .formatted(other.origin().text())));
            }
        }
        given.putAll(layer);
    }

    private boolean memberIsNamed(Given one) {
        Optional<Family<?>> family = Keys.family(one.name());
        if (family.isEmpty()
                || family.get().memberName().read(family.get().member(one.name())).isPresent()) {
            return true;
        }
        problems.add(
                Problem.at(
                        one.origin(),
                        one.name(),
                        one.shown(),
                        "%s after %s"
                                .formatted(
                                        family.get().memberName().expected(),
                                        family.get().prefix())));
        return false;
    }

    private static Problem unknown(Given one) {
        List<String> parts = Keys.partsOf(one.name());
        if (!parts.isEmpty()) {
            return Problem.at(
                    one.origin(),
                    one.name(),
                    // A token may stand where its section was meant.
                    Keys.holdsSecrets(one.name()) ? "one value" : one.shown(),
                    "a mapping with keys such as " + String.join(", ", parts));
        }
        Optional<String> nearest = nearest(one.name());
        boolean secret =
                Texts.soundsSecret(one.name())
                        || nearest.flatMap(Keys::find).map(Key::isSecret).orElse(false);
        return Problem.at(
                one.origin(),
                one.name(),
                secret ? Texts.MASK : one.shown(),
                nearest.map(like -> "a key that exists; did you mean " + like + "?")
                        .orElse("a key that exists, see docs/configuration.md"));
    }

    private static Optional<String> nearest(String name) {
        List<String> names =
                Stream.concat(
                                Keys.ALL.stream()
                                        .flatMap(
                                                key ->
                                                        key.isSecret()
                                                                ? Stream.of(
                                                                        key.name(),
                                                                        key.name()
                                                                                + SecretFiles
                                                                                        .SUFFIX)
                                                                : Stream.of(key.name())),
                                Keys.FAMILIES.stream().map(Family::example))
                        .toList();
        String last = name.substring(name.lastIndexOf('.') + 1);
        return Texts.nearest(name, names)
                .or(
                        () ->
                                names.stream()
                                        .filter(
                                                known ->
                                                        known.endsWith("." + last)
                                                                || known.startsWith(last + "."))
                                        .findFirst());
    }

    private void value(Given one) {
        Optional<Key<?>> secret = SecretFiles.secretOf(one.name());
        if (secret.isPresent()) {
            secretFile(secret.get(), one);
            return;
        }
        Key<?> key = Keys.find(one.name()).orElseThrow();
        if (one.value() instanceof Given.Value.Scalar scalar) {
            hold(key, scalar.text(), one.origin());
        } else if (one.value() instanceof Given.Value.Several several
                && key.kind().shape() == Kind.Shape.SEVERAL) {
            hold(key, String.join(",", several.items()), one.origin());
        } else if (one.value() instanceof Given.Value.Several) {
            problems.add(
                    Problem.at(
                            one.origin(), key.name(), one.shown(), "one value: " + key.expected()));
        } else {
            problems.add(
                    Problem.at(
                            one.origin(),
                            key.name(),
                            one.value() instanceof Given.Value.Nothing ? "empty" : one.shown(),
                            key.expected()));
        }
    }

    private void secretFile(Key<?> key, Given one) {
        if (!(one.value() instanceof Given.Value.Scalar scalar)) {
            problems.add(
                    Problem.at(
                            one.origin(),
                            one.name(),
                            one.value() instanceof Given.Value.Nothing ? "empty" : "no single text",
                            "the name of the file that holds " + key.name()));
            return;
        }
        // Another program's secret need not be on this machine.
        if (!programs.isEmpty() && key.programs().stream().noneMatch(programs::contains)) {
            return;
        }
        TextFile file = TextFile.read(scalar.text());
        String why;
        if (file instanceof TextFile.Content content) {
            String text = content.text().strip();
            if (!text.isEmpty()) {
                hold(key, text, one.origin());
                return;
            }
            why = "it is empty";
        } else {
            why = ((TextFile.Unusable) file).why();
        }
        problems.add(
                Problem.at(
                        one.origin(),
                        one.name(),
                        Texts.quoted(scalar.text()),
                        "a readable file that holds %s; %s".formatted(key.name(), why)));
    }

    private void hold(Key<?> key, String text, Origin origin) {
        Optional<?> value = key.kind().read(text);
        if (value.isPresent()) {
            held.put(key.name(), new Held(key, text, value.get(), origin));
        } else {
            problems.add(Problem.at(origin, key.name(), key.shown(text), key.expected()));
        }
    }

    private void missing() {
        if (fileUnread) {
            return;
        }
        for (Key<?> key : Keys.ALL) {
            if (key.isRequired()
                    && !given.containsKey(key.name())
                    && (key.programs().stream().anyMatch(programs::contains)
                            || (programs.isEmpty() && sectionIsGiven(key)))) {
                problems.add(
                        new Problem(
                                key.name(),
                                "missing",
                                Optional.empty(),
                                "%s, in the file or as %s"
                                        .formatted(key.expected(), key.variable())));
            }
        }
    }

    /** Whether somebody means to use what the key belongs to: its neighbours have no default. */
    private boolean sectionIsGiven(Key<?> key) {
        String section = key.name().substring(0, key.name().indexOf('.') + 1);
        return Keys.ALL.stream()
                .filter(other -> other.name().startsWith(section) && other.fallback().isEmpty())
                .anyMatch(other -> given.containsKey(other.name()));
    }

    private void comparisons() {
        compare(
                Keys.RETENTION_CUSTOMERS,
                Keys.RFM_WINDOWS,
                (kept, windows) -> kept.toDays() >= windows.get(windows.size() - 1),
                "at least the longest window");
        compare(
                Keys.RETENTION_ORDERS,
                Keys.RETENTION_DUPLICATES,
                (orders, duplicates) -> orders.compareTo(duplicates) >= 0,
                "at least as much as");
        compare(
                Keys.INFLUX_BACKOFF_LONGEST,
                Keys.INFLUX_BACKOFF_FIRST,
                (longest, first) -> longest.compareTo(first) >= 0,
                "at least as much as");
        compare(
                Keys.ALERTS_BACKOFF_LONGEST,
                Keys.ALERTS_BACKOFF_FIRST,
                (longest, first) -> longest.compareTo(first) >= 0,
                "at least as much as");
        Held window = held.get(Keys.KPI_WINDOW.name());
        if (window != null
                && Duration.ofDays(1).toMillis() % ((Duration) window.value()).toMillis() != 0) {
            wrong(window, "a length that divides a day, such as 1m, 5m or 1h");
        } else if (window != null && ((Duration) window.value()).toMillis() % 1_000 != 0) {
            wrong(window, "whole seconds");
        }
        Held currency = held.get(Keys.SHOP_CURRENCY.name());
        if (currency != null) {
            Held rate = held.get(Keys.SHOP_RATES.prefix() + currency.text());
            if (rate != null && ((BigDecimal) rate.value()).compareTo(BigDecimal.ONE) != 0) {
                wrong(rate, "1, since it is the reporting currency itself");
            }
        }
    }

    private interface Comparison<A, B> {
        boolean holds(A one, B other);
    }

    @SuppressWarnings("unchecked") // values were read by the keys' own kinds
    private <A, B> void compare(
            Key<A> one, Key<B> other, Comparison<A, B> comparison, String expected) {
        Held a = held.get(one.name());
        Held b = held.get(other.name());
        if (a != null && b != null && !comparison.holds((A) a.value(), (B) b.value())) {
            wrong(
                    a,
                    "%s %s, %s (%s)"
                            .formatted(
                                    expected,
                                    other.name(),
                                    other.shown(b.text()),
                                    b.origin().text()));
        }
    }

    private void wrong(Held value, String expected) {
        problems.add(
                Problem.at(
                        value.origin(),
                        value.key().name(),
                        value.key().shown(value.text()),
                        expected));
    }

    private void kafka() {
        Map<String, KafkaClients.Property> properties = new TreeMap<>();
        held.forEach(
                (name, value) -> {
                    if (Keys.KAFKA_PROPERTIES.holds(name)) {
                        properties.put(
                                Keys.KAFKA_PROPERTIES.member(name),
                                new KafkaClients.Property(value.text(), value.origin()));
                    }
                });
        KafkaClients.check(properties, problems);
    }
}
