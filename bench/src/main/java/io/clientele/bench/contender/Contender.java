package io.clientele.bench.contender;

import java.util.Locale;

/**
 * One that is measured.
 *
 * @param parallelism tasks or threads, at least 1
 */
public record Contender(Engine engine, Backend backend, int parallelism) {

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
    }

    /** A short name for logs and folders. */
    public String name() {
        return "%s-%s-%d".formatted(engine, backend, parallelism).toLowerCase(Locale.ROOT);
    }
}
