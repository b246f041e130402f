package io.clientele.analytics.simulate.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a JSON object, or what is wrong with them. */
final class TruthFields {
    private final JsonNode object;
    private final String path;

    private TruthFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    static TruthFields of(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(
                    "truth: %s, expected a JSON object".formatted(node.getNodeType()));
        }
        return new TruthFields(node, "");
    }

    TruthFields object(String name) {
        if (!object.path(name).isObject()) {
            throw unexpected(name, "an object");
        }
        return new TruthFields(object.path(name), path + name + '.');
    }

    String text(String name) {
        if (!object.path(name).isTextual()) {
            throw unexpected(name, "a string");
        }
        return object.path(name).textValue();
    }

    List<String> texts(String name) {
        if (!object.path(name).isArray()) {
            throw unexpected(name, "an array of strings");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : object.path(name)) {
            if (!element.isTextual()) {
                throw unexpected(name, "an array of strings");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    boolean flag(String name) {
        if (!object.path(name).isBoolean()) {
            throw unexpected(name, "true or false");
        }
        return object.path(name).booleanValue();
    }

    long whole(String name) {
        if (!object.path(name).isIntegralNumber() || !object.path(name).canConvertToLong()) {
            throw unexpected(name, "a whole number");
        }
        return object.path(name).longValue();
    }

    int count(String name) {
        if (!object.path(name).isInt() || object.path(name).intValue() < 0) {
            throw unexpected(name, "a whole number from 0 on");
        }
        return object.path(name).intValue();
    }

    double number(String name) {
        if (!object.path(name).isNumber()) {
            throw unexpected(name, "a number");
        }
        return object.path(name).doubleValue();
    }

    double numberOr(String name, double otherwise) {
        return object.has(name) ? number(name) : otherwise;
    }

    Instant instant(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException unreadable) {
            throw unexpected(name, "an instant such as 2026-01-31T23:59:59.999Z");
        }
    }

    Optional<Instant> instantIfGiven(String name) {
        return object.has(name) ? Optional.of(instant(name)) : Optional.empty();
    }

    <K extends Enum<K>> K kind(String name, Class<K> kinds) {
        return kind(name, text(name), kinds);
    }

    <K extends Enum<K>> Set<K> kinds(String name, Class<K> kinds) {
        Set<K> found = EnumSet.noneOf(kinds);
        for (String text : texts(name)) {
            found.add(kind(name, text, kinds));
        }
        return found;
    }

    private <K extends Enum<K>> K kind(String name, String text, Class<K> kinds) {
        for (K kind : kinds.getEnumConstants()) {
            if (TruthJson.name(kind).equals(text)) {
                return kind;
            }
        }
        throw unexpected(
                name,
                Stream.of(kinds.getEnumConstants())
                        .map(TruthJson::name)
                        .collect(Collectors.joining(", ", "one of ", "")));
    }

    IllegalArgumentException unexpected(String name, String expected) {
        JsonNode found = object.path(name);
        return new IllegalArgumentException(
                "%s: %s, expected %s"
                        .formatted(
                                path + name, found.isMissingNode() ? "missing" : found, expected));
    }
}
