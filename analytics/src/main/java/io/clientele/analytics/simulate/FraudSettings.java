package io.clientele.analytics.simulate;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How much fraud is planted.
 *
 * @param share incidents for each order of a customer, 0 to 1
 * @param kinds which kinds, each as often as the others; none only where the share is 0
 */
public record FraudSettings(double share, Set<FraudKind> kinds) {

    /** A shop without fraud. */
    public static final FraudSettings NONE = new FraudSettings(0, Set.of());

    /** Checks the ranges. */
    public FraudSettings {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "fraudShare: %s, expected a number from 0 to 1".formatted(share));
        }
        if (share > 0 && kinds.isEmpty()) {
            throw new IllegalArgumentException("fraudKinds: none, expected at least one");
        }
        Set<FraudKind> sorted = EnumSet.noneOf(FraudKind.class);
        sorted.addAll(kinds);
        kinds = Collections.unmodifiableSet(sorted);
    }
}
