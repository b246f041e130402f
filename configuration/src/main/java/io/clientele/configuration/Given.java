package io.clientele.configuration;

import java.util.List;

/**
 * What one source says about one name.
 *
 * @param name the key's name, levels separated by dots, as it is given
 * @param value as it is given
 * @param origin where it is given
 */
record Given(String name, Value value, Origin origin) {

    /** A value before anybody knows what it should be. */
    sealed interface Value {

        /** One text. */
        record Scalar(String text) implements Value {}

        /** Several texts. */
        record Several(List<String> items) implements Value {}

        /** Something that is no value of any key, such as a mapping. */
        record Structure(String name) implements Value {}

        /** Nothing. */
        record Nothing() implements Value {}
    }

    static Given text(String name, String text, Origin origin) {
        return new Given(
                name,
                text.isBlank() ? new Value.Nothing() : new Value.Scalar(text.strip()),
                origin);
    }

    /** The value as a message may show it. */
    String shown() {
        if (Keys.find(name).map(Key::isSecret).orElse(false)) {
            return Texts.MASK;
        }
        if (value instanceof Value.Scalar scalar) {
            return Texts.quotedUnlessSecret(scalar.text());
        }
        if (value instanceof Value.Several several) {
            return "a list, " + Texts.quotedUnlessSecret(String.join(", ", several.items()));
        }
        return value instanceof Value.Structure structure ? structure.name() : "empty";
    }
}
