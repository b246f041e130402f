package io.clientele.rules.language;

/**
 * The text of a rule and where it came from.
 *
 * @param name of the file, or of the rule's record
 * @param text YAML
 */
public record RuleSource(String name, String text) implements java.io.Serializable {}
