package io.clientele.rules.language;

/**
 * Something that is wrong with a rule, where, and what was expected instead.
 *
 * @param file the file, or whatever else the text came from
 * @param position where in that text
 * @param rule the rule's name; empty where it could not be read
 * @param field the path of the field, such as {@code pattern[1].where}; empty for the whole text
 * @param message what was found and what was expected
 */
public record Finding(String file, Position position, String rule, String field, String message)
        implements java.io.Serializable {

    /** In one line, as compilers write it: {@code file:line:column: rule x: field: message}. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(file).append(':').append(position).append(": ");
        if (!rule.isEmpty()) {
            line.append("rule ").append(rule).append(": ");
        }
        if (!field.isEmpty()) {
            line.append(field).append(": ");
        }
        return line.append(message).toString();
    }
}
