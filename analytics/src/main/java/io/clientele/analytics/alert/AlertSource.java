package io.clientele.analytics.alert;

import java.util.Locale;
import java.util.Optional;

/** What raised an alert. */
public enum AlertSource {
    /** A pattern rule. */
    RULE,
    /** A detector on a KPI series. */
    KPI;

    /** As it is written, such as {@code rule}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The source that is written so; empty if none is. */
    public static Optional<AlertSource> of(String code) {
        for (AlertSource source : values()) {
            if (source.code().equals(code)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }
}
