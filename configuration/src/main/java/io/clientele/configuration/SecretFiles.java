package io.clientele.configuration;

import java.util.Optional;

/** Secrets that are given as the name of a file: {@code influx.token-file} for a token. */
final class SecretFiles {

    /** What such a key's name ends in. */
    static final String SUFFIX = "-file";

    private SecretFiles() {}

    /** The secret key that a name with the suffix stands for. */
    static Optional<Key<?>> secretOf(String name) {
        return base(name, SUFFIX);
    }

    /** The name {@code KEY-file} for a name {@code KEY} + ending, if such a key is a secret. */
    static Optional<String> nameOf(String name, String ending) {
        return base(name, ending).map(key -> key.name() + SUFFIX);
    }

    private static Optional<Key<?>> base(String name, String ending) {
        return name.endsWith(ending)
                ? Keys.find(name.substring(0, name.length() - ending.length()))
                        .filter(Key::isSecret)
                : Optional.empty();
    }
}
