package io.clientele.analytics.churn;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What came of the predictions of both candidates, over a sliding window of days at which their
 * labels came: prequential evaluation, each prediction made before its label was learnt (Dawid,
 * Journal of the Royal Statistical Society A 147, 1984).
 *
 * <p>Not thread-safe.
 */
final class Contest {

    /** Of a day: all that a candidate predicted, and what both did. */
    record Tally(Map<Candidate, Outcomes> own, Map<Candidate, Outcomes> shared) {
        Tally() {
            this(empty(), empty());
        }

        /** In the order in which they are kept. */
        List<Outcomes> all() {
            return Arrays.asList(
                    own.get(Candidate.REGRESSION),
                    own.get(Candidate.PURCHASE_MODEL),
                    shared.get(Candidate.REGRESSION),
                    shared.get(Candidate.PURCHASE_MODEL));
        }
    }

    final NavigableMap<Long, Tally> days = new TreeMap<>();

    private static Map<Candidate, Outcomes> empty() {
        Map<Candidate, Outcomes> outcomes = new EnumMap<>(Candidate.class);
        for (Candidate candidate : Candidate.values()) {
            outcomes.put(candidate, new Outcomes());
        }
        return outcomes;
    }

    /** Takes in what came of a prediction. */
    void add(long day, Snapshot.Example example, int label) {
        Tally tally = days.computeIfAbsent(day, any -> new Tally());
        boolean shared = true;
        for (Candidate candidate : Candidate.values()) {
            float risk = example.risk(candidate);
            if (Float.isNaN(risk)) {
                shared = false;
            } else {
                tally.own().get(candidate).add(risk, label);
            }
        }
        if (shared) {
            for (Candidate candidate : Candidate.values()) {
                tally.shared().get(candidate).add(example.risk(candidate), label);
            }
        }
    }

    /** Forgets days up to and including one. */
    void forget(long day) {
        days.headMap(day, true).clear();
    }

    /** A candidate's figures over all that it predicted. */
    ModelFigures figures(Candidate candidate) {
        Outcomes sum = new Outcomes();
        days.values().forEach(tally -> sum.add(tally.own().get(candidate)));
        return sum.figures();
    }

    /** A candidate's figures over what both predicted. */
    ModelFigures sharedFigures(Candidate candidate) {
        Outcomes sum = new Outcomes();
        days.values().forEach(tally -> sum.add(tally.shared().get(candidate)));
        return sum.figures();
    }
}
