package io.clientele.rules.language;

import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.ValueType;
import io.clientele.rules.event.ValueType.MapOf;
import io.clientele.rules.event.ValueType.RecordOf;
import io.clientele.rules.expression.DurationText;
import io.clientele.rules.expression.NameSuggestion;
import io.clientele.rules.language.RuleTest.Comes;
import io.clientele.rules.language.RuleTest.ExpectedMatch;
import io.clientele.rules.language.RuleTest.Happening;
import io.clientele.rules.language.RuleTest.ProfileBecomes;
import io.clientele.rules.language.YamlValue.Field;
import io.clientele.rules.language.YamlValue.Mapping;
import io.clientele.rules.language.YamlValue.Scalar;
import io.clientele.rules.language.YamlValue.ScalarKind;
import io.clientele.rules.language.YamlValue.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the tests that a rule carries. */
final class TestReader {

    private static final int MOST_TESTS = 50;
    private static final int MOST_EVENTS = 500;
    private static final int MOST_TIMES = 100_000;
    private static final Set<String> OWN_FIELDS =
            Set.of("at", "event", "move", "score", "before", "after", "profile", "repeat", "every");

    private final Reading reading;

    TestReader(Reading reading) {
        this.reading = reading;
    }

    List<RuleTest> tests(YamlValue value) {
        List<RuleTest> tests = new ArrayList<>();
        Optional<Sequence> list = reading.sequence(value, "tests", MOST_TESTS, "a list of tests");
        if (list.isPresent()) {
            for (int i = 0; i < list.get().items().size(); i++) {
                test(list.get().items().get(i), "tests[%d]".formatted(i)).ifPresent(tests::add);
            }
        }
        return tests;
    }

    private Optional<RuleTest> test(YamlValue value, String path) {
        Optional<Mapping> mapping = reading.mapping(value, path, "name, events and expect");
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        Mapping source = mapping.get();
        reading.onlyKnown(source, path, "name", "profile", "events", "until", "expect");
        Optional<String> name =
                reading.required(source, path, "name", "what the test shows")
                        .flatMap(v -> reading.text(v, path + ".name", "what the test shows"));
        Map<String, Object> profile =
                source.get("profile").map(v -> profile(v, path + ".profile")).orElse(Map.of());
        List<Happening> happenings = new ArrayList<>();
        reading.required(source, path, "events", "a list of events, each with at")
                .flatMap(
                        v -> reading.sequence(v, path + ".events", MOST_EVENTS, "a list of events"))
                .ifPresent(
                        list -> {
                            for (int i = 0; i < list.items().size(); i++) {
                                happening(
                                        list.items().get(i),
                                        "%s.events[%d]".formatted(path, i),
                                        happenings);
                            }
                        });
        Optional<Duration> until = source.get("until").flatMap(v -> offset(v, path + ".until"));
        List<ExpectedMatch> expected = new ArrayList<>();
        reading.required(source, path, "expect", "a list of matches; [] for none")
                .flatMap(
                        v ->
                                reading.sequence(
                                        v,
                                        path + ".expect",
                                        MOST_EVENTS,
                                        "a list of matches; [] for none"))
                .ifPresent(
                        list -> {
                            for (int i = 0; i < list.items().size(); i++) {
                                match(list.items().get(i), "%s.expect[%d]".formatted(path, i))
                                        .ifPresent(expected::add);
                            }
                        });
        return name.map(
                n -> new RuleTest(n, source.position(), profile, happenings, until, expected));
    }

    private void happening(YamlValue value, String path, List<Happening> happenings) {
        Optional<Mapping> mapping =
                reading.mapping(value, path, "at with an event, move, score or profile");
        if (mapping.isEmpty()) {
            return;
        }
        Mapping source = mapping.get();
        Optional<Duration> at =
                reading.required(source, path, "at", "how long after the test's start: 0s, 2h")
                        .flatMap(v -> offset(v, path + ".at"));
        if (at.isEmpty()) {
            return;
        }
        if (!happenings.isEmpty()
                && happenings.get(happenings.size() - 1).at().compareTo(at.get()) > 0) {
            reading.wrong(
                    source.position(), path + ".at", "earlier than the one before, expected order");
        }
        source.get("profile")
                .ifPresent(
                        v ->
                                happenings.add(
                                        new ProfileBecomes(
                                                at.get(), profile(v, path + ".profile"))));
        long kinds =
                List.of("event", "move", "score").stream()
                        .filter(source.fields()::containsKey)
                        .count();
        if (kinds == 0 && source.fields().containsKey("profile")) {
            reading.onlyKnown(source, path, "at", "profile");
            return;
        }
        if (kinds != 1) {
            reading.wrong(
                    source.position(), path, "expected one of event, move, score and profile");
            return;
        }
        repeated(source, path, at.get(), happenings);
    }

    private void repeated(Mapping source, String path, Duration first, List<Happening> happenings) {
        int times =
                source.get("repeat")
                        .flatMap(v -> reading.count(v, path + ".repeat", 1, MOST_EVENTS))
                        .orElse(1);
        Duration every =
                source.get("every").flatMap(v -> offset(v, path + ".every")).orElse(Duration.ZERO);
        for (int i = 0; i < times; i++) {
            Duration at = first.plus(every.multipliedBy(i));
            String id = "e" + (happenings.size() + 1);
            long time = RuleTest.START + at.toMillis();
            if (happenings.size() >= MOST_TIMES) {
                reading.wrong(source.position(), path, "too many events");
                return;
            }
            Optional<RuleEvent> event =
                    source.fields().containsKey("event")
                            ? named(source, path, time, id)
                            : source.fields().containsKey("move")
                                    ? move(source, path, time, id)
                                    : score(source, path, time, id);
            if (event.isEmpty()) {
                return;
            }
            happenings.add(new Comes(at, event.get()));
        }
    }

    private Optional<RuleEvent> named(Mapping source, String path, long time, String id) {
        Set<String> names =
                reading.names(
                        source.get("event").orElseThrow(),
                        path + ".event",
                        "event",
                        reading.vocabulary().eventNames());
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, ValueType> types = reading.vocabulary().event().fields();
        Set<String> known = new TreeSet<>(types.keySet());
        known.removeAll(Set.of("name", "time", "from", "to", "before", "after"));
        source.fields()
                .forEach(
                        (name, field) -> {
                            String at = path + "." + name;
                            if (known.contains(name)) {
                                value(field.value(), at, types.get(name))
                                        .ifPresent(v -> fields.put(name, v));
                            } else if (!OWN_FIELDS.contains(name)
                                    || name.equals("before")
                                    || name.equals("after")) {
                                unknown(name, field, at, known);
                            }
                        });
        Object given = fields.remove("id");
        return names.size() == 1
                ? Optional.of(
                        new RuleEvent(
                                names.iterator().next(),
                                time,
                                given instanceof String text ? text : id,
                                fields))
                : Optional.empty();
    }

    private Optional<RuleEvent> move(Mapping source, String path, long time, String id) {
        reading.onlyKnown(source, path, "at", "move", "profile", "repeat", "every");
        Optional<Mapping> move =
                reading.mapping(source.get("move").orElseThrow(), path + ".move", "from and to");
        if (move.isEmpty()) {
            return Optional.empty();
        }
        reading.onlyKnown(move.get(), path + ".move", "from", "to");
        List<String> ends = new ArrayList<>();
        for (String side : List.of("from", "to")) {
            reading.required(move.get(), path + ".move", side, "an RFM group")
                    .map(
                            v ->
                                    reading.names(
                                            v,
                                            path + ".move." + side,
                                            "RFM group",
                                            reading.vocabulary().groups()))
                    .filter(names -> names.size() == 1)
                    .ifPresent(names -> ends.add(names.iterator().next()));
        }
        return ends.size() == 2
                ? Optional.of(RuleEvent.segmentMove(ends.get(0), ends.get(1), time, id))
                : Optional.empty();
    }

    private Optional<RuleEvent> score(Mapping source, String path, long time, String id) {
        reading.onlyKnown(
                source, path, "at", "score", "before", "after", "profile", "repeat", "every");
        Set<String> score =
                reading.names(
                        source.get("score").orElseThrow(),
                        path + ".score",
                        "score",
                        reading.vocabulary().scores());
        Optional<Double> before =
                reading.required(source, path, "before", "a number")
                        .flatMap(v -> reading.number(v, path + ".before"));
        Optional<Double> after =
                reading.required(source, path, "after", "a number")
                        .flatMap(v -> reading.number(v, path + ".after"));
        return score.size() == 1 && before.isPresent() && after.isPresent()
                ? Optional.of(
                        RuleEvent.scoreChange(
                                score.iterator().next(), before.get(), after.get(), time, id))
                : Optional.empty();
    }

    private Optional<ExpectedMatch> match(YamlValue value, String path) {
        Optional<Mapping> mapping =
                reading.mapping(value, path, "what the match must be: at, message, fields, steps");
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        Mapping source = mapping.get();
        reading.onlyKnown(source, path, "at", "message", "fields", "steps");
        Optional<Duration> at = source.get("at").flatMap(v -> offset(v, path + ".at"));
        Optional<String> message =
                source.get("message").flatMap(v -> reading.text(v, path + ".message", "a text"));
        Map<String, String> fields = new LinkedHashMap<>();
        source.get("fields")
                .flatMap(v -> reading.mapping(v, path + ".fields", "names with values"))
                .ifPresent(
                        m ->
                                m.fields()
                                        .forEach(
                                                (name, field) ->
                                                        scalar(field, path + ".fields." + name)
                                                                .ifPresent(
                                                                        t -> fields.put(name, t))));
        Map<String, Integer> steps = new LinkedHashMap<>();
        source.get("steps")
                .flatMap(v -> reading.mapping(v, path + ".steps", "names with counts"))
                .ifPresent(
                        m ->
                                m.fields()
                                        .forEach(
                                                (name, field) ->
                                                        reading.count(
                                                                        field.value(),
                                                                        path + ".steps." + name,
                                                                        0,
                                                                        MOST_TIMES)
                                                                .ifPresent(
                                                                        n -> steps.put(name, n))));
        return Optional.of(new ExpectedMatch(at, message, fields, steps));
    }

    private Optional<String> scalar(Field field, String path) {
        return reading.text(field.value(), path, "a value");
    }

    /** A length of time that may be zero, or a parameter that is one. */
    private Optional<Duration> offset(YamlValue value, String path) {
        if (value instanceof Scalar scalar) {
            Optional<Duration> duration = DurationText.parse(scalar.text());
            if (duration.filter(d -> d.toDays() <= 3_660).isPresent()) {
                return duration;
            }
        }
        reading.wrong(value, path, DurationText.EXPECTED + ", after the start of the test");
        return Optional.empty();
    }

    private Map<String, Object> profile(YamlValue value, String path) {
        return record(value, path, reading.vocabulary().profile());
    }

    private Map<String, Object> record(YamlValue value, String path, RecordOf type) {
        Map<String, Object> values = new LinkedHashMap<>();
        reading.mapping(value, path, "fields with their values")
                .ifPresent(
                        m ->
                                m.fields()
                                        .forEach(
                                                (name, field) -> {
                                                    String at = path + "." + name;
                                                    ValueType of = type.fields().get(name);
                                                    if (of == null) {
                                                        unknown(
                                                                name,
                                                                field,
                                                                at,
                                                                type.fields().keySet());
                                                    } else {
                                                        value(field.value(), at, of)
                                                                .ifPresent(
                                                                        v -> values.put(name, v));
                                                    }
                                                }));
        return values;
    }

    private void unknown(String name, Field field, String path, Set<String> known) {
        reading.wrong(
                field.position(),
                path,
                "no such field%s".formatted(NameSuggestion.hint(name, known)));
    }

    private Optional<Object> value(YamlValue value, String path, ValueType type) {
        if (type instanceof RecordOf record) {
            return Optional.of(record(value, path, record));
        }
        if (type instanceof MapOf map) {
            Map<String, Object> values = new LinkedHashMap<>();
            reading.mapping(value, path, "names with values")
                    .ifPresent(
                            m ->
                                    m.fields()
                                            .forEach(
                                                    (name, field) ->
                                                            value(
                                                                            field.value(),
                                                                            path + "." + name,
                                                                            map.values())
                                                                    .ifPresent(
                                                                            v ->
                                                                                    values.put(
                                                                                            name,
                                                                                            v))));
            return Optional.of(values);
        }
        return switch ((ValueType.Simple) type) {
            case NUMBER -> reading.number(value, path).map(n -> n);
            case TEXT -> reading.text(value, path, "a text").map(t -> t);
            case TRUTH -> reading.truth(value, path).map(t -> t);
            case TIME -> time(value, path).map(t -> t);
            case TEXTS -> texts(value, path).map(t -> t);
        };
    }

    private Optional<Instant> time(YamlValue value, String path) {
        if (value instanceof Scalar scalar) {
            String text = scalar.text();
            Optional<Duration> before =
                    text.startsWith("-") ? DurationText.parse(text.substring(1)) : Optional.empty();
            if (before.isPresent()) {
                return before.map(Instant.ofEpochMilli(RuleTest.START)::minus);
            }
            try {
                return Optional.of(Instant.parse(text.toUpperCase(Locale.ROOT)));
            } catch (DateTimeParseException notAnInstant) {
                reading.wrong(
                        value, path, "an instant such as 2026-01-05T00:00:00Z, or -30d before");
                return Optional.empty();
            }
        }
        reading.wrong(value, path, "an instant such as 2026-01-05T00:00:00Z, or -30d before");
        return Optional.empty();
    }

    private Optional<List<String>> texts(YamlValue value, String path) {
        if (!(value instanceof Sequence list)) {
            reading.wrong(value, path, "a list of texts");
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (YamlValue item : list.items()) {
            if (item instanceof Scalar scalar && scalar.kind() != ScalarKind.NOTHING) {
                texts.add(scalar.text());
            } else {
                reading.wrong(item, path, "a text");
            }
        }
        return Optional.of(List.copyOf(texts));
    }
}
