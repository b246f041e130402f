package io.clientele.job.pattern;

import io.clientele.rules.engine.RuleSet;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.Vocabulary;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which figures of a profile some rule reads, so that they are kept. */
final class KeptPaths {

    private static final Vocabulary WORDS = Vocabulary.standard();

    private final Set<String> paths = new TreeSet<>();

    /** The scores whose changes some rule waits for. */
    private final Set<String> scores = new TreeSet<>();

    private final Map<String, Boolean> known = new HashMap<>();
    private final boolean moves;

    KeptPaths(RuleSet rules) {
        paths.addAll(rules.profilePaths());
        paths.addAll(OwnHistory.paths(rules.eventFields()));
        for (String score : WORDS.scores()) {
            if (rules.eventNames().contains(RuleEvent.scoreName(score))) {
                scores.add(score);
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

    /** The scores whose changes some rule waits for, in their order. */
    Set<String> scores() {
        return scores;
    }

    /** Whether a figure is kept. */
    boolean keeps(String path) {
        return known.computeIfAbsent(path, this::isRead);
    }

    private boolean isRead(String path) {
        boolean hidden = path.startsWith(OwnHistory.PREFIX);
        for (String read : paths) {
            if ((read.isEmpty() && !hidden) || path.equals(read) || path.startsWith(read + ".")) {
                return true;
            }
        }
        return false;
    }
}
