package io.clientele.quickstart.format;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A file of one format, record by record. */
interface RecordSource {

    /** The next record; empty at the end. */
    Optional<FileRecord> next() throws IOException;

    /** What has been counted so far, in the order in which it is told. */
    Map<String, Long> counts();

    /**
     * How much of what must be read whole before it can be given has been given, 0 to 1; empty if
     * records are given as they are read.
     */
    default Optional<Double> given() {
        return Optional.empty();
    }
}
