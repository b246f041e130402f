package io.clientele.bench.contender;

import java.nio.file.Path;

/** A contender at work inside this process. */
interface RunningContender {

    /** How many events are through, since the start. */
    long processed();

    /**
     * Writes all state, in the canonical form that is the same for every backend.
     *
     * @return the folder with the savepoint
     * @throws UnsupportedOperationException if it has no such thing
     */
    default Path savepoint(Path folder) throws Exception {
        throw new UnsupportedOperationException("no savepoint of this one");
    }
}
