package io.clientele.job.model;

import java.io.Serializable;
import java.util.List;

/**
 * What is asked for from the first event on. What is asked later comes by a stream, which may be
 * behind the events when a job starts.
 */
@FunctionalInterface
public interface ControlsAtStart extends Serializable {

    /**
     * All records that there are now, in their order; asked for once by a job that starts without
     * state.
     *
     * @throws java.io.UncheckedIOException if they cannot be read
     */
    List<ControlRecord> read();
}
