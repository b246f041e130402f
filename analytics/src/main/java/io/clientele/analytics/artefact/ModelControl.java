package io.clientele.analytics.artefact;

import io.clientele.analytics.model.ModelKind;
import java.util.Optional;

/** What a record of the control topic asks of a running job. */
public sealed interface ModelControl {

    /** The kind that it is about. */
    ModelKind kind();

    /**
     * Customers are to be scored by one version of a model, whatever is trained.
     *
     * @param version the version, from 1
     * @param from the first day that is to end with it, days since 1970; at once if empty
     * @param model the version itself, alone of its kind; if empty, one that the job trains or has
     *     trained
     */
    record Pin(ModelKind kind, long version, Optional<Long> from, Optional<ModelFile> model)
            implements ModelControl {}

    /** Customers are to be scored by what was trained last. */
    record Unpin(ModelKind kind) implements ModelControl {}
}
