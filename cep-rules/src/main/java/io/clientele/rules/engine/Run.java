package io.clientele.rules.engine;

import java.util.Comparator;
import java.util.Optional;

/**
 * A partial match: where in the automaton it is and what it has taken so far. The one that has
 * taken nothing waits at the start and is always there.
 *
 * @param state index of a state of the automaton
 * @param startTime of the first event, milliseconds since 1970
 * @param startSequence of the first event
 * @param previousTime of the last event
 * @param path empty at the start
 */
record Run(
        int state, long startTime, long startSequence, long previousTime, Optional<PathNode> path) {

    /** By the first event; the one at the start comes last. */
    static final Comparator<Run> BY_START = Comparator.comparingLong(Run::startSequence);

    static Run atStart(int state) {
        return new Run(state, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Optional.empty());
    }

    /** A partial match that has taken the events of a path. */
    static Run along(int state, PathNode path) {
        PathNode first = path;
        while (first.previous().isPresent()) {
            first = first.previous().get();
        }
        return new Run(
                state,
                first.event().event().time(),
                first.event().sequence(),
                path.event().event().time(),
                Optional.of(path));
    }

    boolean isAtStart() {
        return path.isEmpty();
    }

    PathNode taken() {
        return path.orElseThrow();
    }
}
