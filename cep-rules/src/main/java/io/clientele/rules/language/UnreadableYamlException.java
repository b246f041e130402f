package io.clientele.rules.language;

/** A text is no YAML, or goes beyond a bound; nothing of it can be used. */
public final class UnreadableYamlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Position position;

    UnreadableYamlException(Position position, String message) {
        super(message);
        this.position = position;
    }

    /** Where. */
    public Position position() {
        return position;
    }
}
