package io.clientele.bench.contender;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One that is measured.
 *
 * @param parallelism tasks or threads, at least 1
 * @param options more of Flink's own configuration, to try what it is worth
 */
public record Contender(
        Engine engine, Backend backend, int parallelism, Map<String, String> options) {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if there is no task, or a loop is to have several
     */
    public Contender {
        if (parallelism < 1 || (engine == Engine.LOOP && parallelism > 1)) {
            throw new IllegalArgumentException(
                    "parallelism: %d, expected at least 1, and 1 for a loop"
                            .formatted(parallelism));
        }
        options = new TreeMap<>(options);
    }

    /** With nothing that is not usual. */
    public Contender(Engine engine, Backend backend, int parallelism) {
        this(engine, backend, parallelism, Map.of());
    }

    /**
     * The contender of a name, {@code ENGINE-BACKEND-PARALLELISM} with {@code :KEY=VALUE} for each
     * option.
     *
     * @throws IllegalArgumentException if the name is none
     */
    public static Contender named(String name) {
        String[] parts = name.split(":", -1);
        String[] words = parts[0].split("-", -1);
        Map<String, String> options = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] option = parts[i].split("=", 2);
            if (option.length < 2) {
                throw wrong(name);
            }
            options.put(option[0], option[1]);
        }
        if (words.length != 3 || !words[2].matches("[1-9][0-9]?")) {
            throw wrong(name);
        }
        for (Engine engine : Engine.values()) {
            for (Backend backend : Backend.values()) {
                if (engine.name().equalsIgnoreCase(words[0])
                        && backend.name().equalsIgnoreCase(words[1])) {
                    return new Contender(engine, backend, Integer.parseInt(words[2]), options);
                }
            }
        }
        throw wrong(name);
    }

    private static IllegalArgumentException wrong(String name) {
        return new IllegalArgumentException(
                "contender: \"%s\", expected ENGINE-BACKEND-PARALLELISM such as job-rocksdb-1"
                        .formatted(name));
    }

    /** A short name, which {@link #named} understands. */
    public String name() {
        StringBuilder name =
                new StringBuilder(
                        "%s-%s-%d"
                                .formatted(engine, backend, parallelism)
                                .toLowerCase(Locale.ROOT));
        options.forEach((key, value) -> name.append(':').append(key).append('=').append(value));
        return name.toString();
    }
}
