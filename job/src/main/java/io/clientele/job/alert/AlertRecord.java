package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import io.clientele.job.ingest.RecordPosition;

/** A record of {@code clientele.alerts}: an alert, or what is none. */
public sealed interface AlertRecord {

    /** An alert. */
    record Valid(Alert alert) implements AlertRecord {}

    /**
     * Bytes that are no alert.
     *
     * @param key the record's key, empty if it had none; not to be changed
     * @param value the record's bytes, cut at {@link
     *     io.clientele.job.ingest.DeadLetter#MOST_BYTES}; not to be changed
     * @param length how many bytes the whole record had
     * @param position where the record is
     * @param reason what was found and what was expected, in a sentence
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes as they came; nobody compares them.
    record Unreadable(byte[] key, byte[] value, long length, RecordPosition position, String reason)
            implements AlertRecord {}
}
