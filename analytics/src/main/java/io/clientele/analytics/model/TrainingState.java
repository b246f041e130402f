package io.clientele.analytics.model;

import java.util.Optional;

/**
 * What training has learned so far, and what it waits for: all that there is to keep.
 *
 * <p>Not thread-safe.
 */
public final class TrainingState {

    final Panel panel = new Panel();
    Optional<ValueModels> value = Optional.empty();
}
