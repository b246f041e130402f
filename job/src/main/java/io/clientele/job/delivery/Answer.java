package io.clientele.job.delivery;

import java.time.Duration;
import java.util.Optional;

/** What became of one attempt to write a batch. */
sealed interface Answer {

    /** Every point is stored. */
    record Written() implements Answer {}

    /**
     * At least one point cannot be stored, now or later; others of the batch may be stored.
     *
     * @param reason in the store's words
     */
    record Refused(String reason) implements Answer {}

    /**
     * The store is away, overloaded or unwell.
     *
     * @param reason what was seen
     * @param retryAfter how long it asks us to wait
     */
    record Unavailable(String reason, Optional<Duration> retryAfter) implements Answer {}

    /**
     * The settings are wrong: no batch will ever be written.
     *
     * @param reason in the store's words
     */
    record Rejected(String reason) implements Answer {}
}
