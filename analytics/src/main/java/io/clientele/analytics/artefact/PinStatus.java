package io.clientele.analytics.artefact;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of a record of the control topic.
 *
 * @param kind the key of the record, {@code value}, {@code clusters} or {@code churn} unless it is
 *     refused
 * @param outcome what became of it
 * @param version the version that is pinned or awaited
 * @param from the first day that ends, or is awaited to end, with what was asked for, days since
 *     1970; empty if that is the first day of all, or if the record is refused
 * @param reason why it is refused; empty otherwise
 */
public record PinStatus(
        String kind,
        Outcome outcome,
        Optional<Long> version,
        Optional<Long> from,
        Optional<String> reason) {

    /** What can become of a record. */
    public enum Outcome {
        /** Customers are scored by the version. */
        PINNED,
        /** The version is not trained yet; it is pinned once it is. */
        WAITING,
        /** Customers are scored by what was trained last. */
        UNPINNED,
        /** The record cannot be used; what was in force still is. */
        REFUSED;

        /** As it is written, such as {@code pinned}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static PinStatus refused(String kind, String reason) {
        return new PinStatus(
                kind, Outcome.REFUSED, Optional.empty(), Optional.empty(), Optional.of(reason));
    }
}
