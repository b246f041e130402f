package io.clientele.rules.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a YAML text, with the place that it was found at. */
public sealed interface YamlValue {

    /** Where the value begins. */
    Position position();

    /** The value in a word or two, as an error message quotes it. */
    String shown();

    /** What a plain scalar is by the rules of JSON; a quoted one is always a text. */
    enum ScalarKind {
        TEXT,
        WHOLE_NUMBER,
        NUMBER,
        TRUTH,
        NOTHING
    }

    /**
     * A value that holds no others.
     *
     * @param text what is written, without quotes
     * @param source the characters of the file that the text was read from, for finding columns
     */
    record Scalar(String text, ScalarKind kind, Position position, SourceSpan source)
            implements YamlValue {

        /** The longest text that a message quotes. */
        private static final int MOST_SHOWN = 60;

        @Override
        public String shown() {
            String cut = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
            return kind == ScalarKind.TEXT
                    ? '"' + cut.replace("\n", "\\n") + '"'
                    : kind == ScalarKind.NOTHING ? "nothing" : cut;
        }

        /** The same place with another text, as a mutation has it. */
        public Scalar withText(String other) {
            return new Scalar(other, kind, position, source);
        }
    }

    /** A list. */
    record Sequence(List<YamlValue> items, Position position) implements YamlValue {

        /** Keeps the items as they are. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    /** Named values, in the order of the text. */
    record Mapping(Map<String, Field> fields, Position position) implements YamlValue {

        /** Keeps the fields in their order. */
        public Mapping {
            fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String shown() {
            return "a mapping";
        }

        /** The value of that name. */
        public Optional<YamlValue> get(String name) {
            return Optional.ofNullable(fields.get(name)).map(Field::value);
        }

        /** The same with one value replaced or added. */
        public Mapping with(String name, YamlValue value) {
            Map<String, Field> changed = new LinkedHashMap<>(fields);
            Position at = fields.containsKey(name) ? fields.get(name).position() : position;
            changed.put(name, new Field(at, value));
            return new Mapping(changed, position);
        }
    }

    /**
     * A named value.
     *
     * @param position where the name stands
     */
    record Field(Position position, YamlValue value) {}
}
