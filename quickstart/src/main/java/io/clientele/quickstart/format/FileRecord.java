package io.clientele.quickstart.format;

import io.clientele.analytics.event.Refusal;
import java.util.Optional;

/**
 * One record of a file: track JSON, or what cannot become any.
 *
 * @param value track JSON in UTF-8; of a refused record its own bytes, cut at {@link #KEPT_BYTES}
 *     if it has more than {@link #MOST_BYTES}
 * @param position the number of the line, from 1, that the record is or starts at
 * @param length how many bytes the whole record has
 * @param sha256 of the whole record, in hexadecimal, if it is refused; else empty
 * @param refusal why the record is known to be no event before it is parsed; empty for most
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way; nobody compares records.
public record FileRecord(
        byte[] value, long position, long length, String sha256, Optional<Refusal> refusal) {

    /** The most bytes of a record that is looked at: 1 MiB. */
    public static final int MOST_BYTES = 1 << 20;

    /** How much is kept of a larger record: 256 KiB, as of every dead letter. */
    public static final int KEPT_BYTES = 1 << 18;

    /** Whether all of the record's bytes are here. */
    public boolean whole() {
        return value.length == length;
    }

    /** Track JSON. */
    static FileRecord of(byte[] value, long position) {
        return new FileRecord(value, position, value.length, "", Optional.empty());
    }

    /** What is known to be no event. */
    static FileRecord refused(BoundedBytes bytes, long position, Refusal refusal) {
        return new FileRecord(
                bytes.toByteArray(),
                position,
                bytes.length(),
                bytes.sha256(),
                Optional.of(refusal));
    }

    /** Track JSON, if it is not too large. */
    static FileRecord of(BoundedBytes bytes, long position) {
        if (bytes.whole()) {
            return of(bytes.toByteArray(), position);
        }
        return refused(
                bytes,
                position,
                new Refusal(
                        Refusal.Reason.TOO_LARGE,
                        "",
                        "the record has %d bytes, expected at most %d"
                                .formatted(bytes.length(), MOST_BYTES)));
    }
}
