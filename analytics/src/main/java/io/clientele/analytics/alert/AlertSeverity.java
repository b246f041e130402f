package io.clientele.analytics.alert;

import java.util.Locale;
import java.util.Optional;

/** How much an alert matters, from least to most, as PagerDuty and the rules name it. */
public enum AlertSeverity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    /** As it is written, such as {@code critical}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity that is written so; empty if none is. */
    public static Optional<AlertSeverity> of(String code) {
        for (AlertSeverity severity : values()) {
            if (severity.code().equals(code)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }

    /** Whether this matters at least as much as the other. */
    public boolean isAtLeast(AlertSeverity other) {
        return compareTo(other) >= 0;
    }
}
