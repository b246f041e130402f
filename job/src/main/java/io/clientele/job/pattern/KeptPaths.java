package io.clientele.job.pattern;

import io.clientele.rules.engine.RuleSet;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.ValueType;
import io.clientele.rules.event.Vocabulary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which figures of a profile some rule reads, so that they are kept. */
final class KeptPaths {

    private static final Vocabulary WORDS = Vocabulary.standard();

    private final Set<String> paths = new TreeSet<>();

    /** The scores whose changes some rule waits for, with the names of the events. */
    private final Map<String, String> scores = new HashMap<>();

    private final Map<String, Boolean> known = new HashMap<>();
    private final boolean moves;

    KeptPaths(RuleSet rules) {
        paths.addAll(rules.profilePaths());
        for (String score : WORDS.scores()) {
            String event = RuleEvent.scoreName(score);
            if (rules.eventNames().contains(event)) {
                scores.put(score, event);
                paths.add(score);
            }
        }
        moves = rules.eventNames().contains(RuleEvent.SEGMENT_MOVED);
    }

    /** Whether rules read nothing of profiles and wait for none of their changes. */
    boolean isEmpty() {
        return paths.isEmpty() && !moves;
    }

    /** Whether some rule waits for moves between groups. */
    boolean moves() {
        return moves;
    }

    Set<String> scores() {
        return scores.keySet();
    }

    /** Whether a figure is kept. */
    boolean keeps(String path) {
        return known.computeIfAbsent(path, this::isRead);
    }

    /** What kind of value is there; empty for what no rule can read. */
    static Optional<ValueType> type(String path) {
        return WORDS.profileField(path);
    }

    private boolean isRead(String path) {
        for (String read : paths) {
            if (read.isEmpty() || path.equals(read) || path.startsWith(read + ".")) {
                return true;
            }
        }
        return false;
    }
}
