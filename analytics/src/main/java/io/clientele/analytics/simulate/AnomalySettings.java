package io.clientele.analytics.simulate;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which anomalies are planted into the shop's figures, and how often.
 *
 * @param kinds which kinds, in rounds of each once; empty: none are planted
 * @param everyDays mean days from the start of one to the start of the next, at least 2
 */
public record AnomalySettings(Set<AnomalyKind> kinds, double everyDays) {

    /** A shop without anomalies. */
    public static final AnomalySettings NONE = new AnomalySettings(Set.of(), 14);

    /** Checks the range. */
    public AnomalySettings {
        SimulatorSettings.requireAtLeast("anomalyDays", everyDays, 2);
        Set<AnomalyKind> sorted = EnumSet.noneOf(AnomalyKind.class);
        sorted.addAll(kinds);
        kinds = Collections.unmodifiableSet(sorted);
    }
}
