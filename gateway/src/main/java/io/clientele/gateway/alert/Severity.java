package io.clientele.gateway.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much an alert matters, from least to most. */
public enum Severity {
    /** Good to know. */
    INFO,
    /** Should be looked at. */
    WARNING,
    /** Needs somebody today. */
    ERROR,
    /** Needs somebody now. */
    CRITICAL;

    /** The name in the topic: {@code info}, {@code warning}, {@code error}, {@code critical}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity of a name in the topic; empty if there is none. */
    public static Optional<Severity> of(String code) {
        return Arrays.stream(values()).filter(severity -> severity.code().equals(code)).findAny();
    }
}
