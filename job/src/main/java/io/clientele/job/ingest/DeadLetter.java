package io.clientele.job.ingest;

import io.clientele.analytics.event.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A record that could not be used, with the reason.
 *
 * @param key the record's key, empty if it had none; not to be changed
 * @param value the record's bytes, cut at {@link #MOST_BYTES}; not to be changed
 * @param length how many bytes the whole record had
 * @param sha256 of the whole record, in hexadecimal
 * @param position where the record was
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes as they came; nobody compares dead letters.
public record DeadLetter(
        byte[] key,
        byte[] value,
        long length,
        String sha256,
        RecordPosition position,
        Refusal refusal) {

    /** How much of a record is kept. */
    public static final int MOST_BYTES = 256 * 1024;

    /** The dead letter of a whole record. */
    public static DeadLetter of(
            byte[] key, byte[] value, RecordPosition position, Refusal refusal) {
        byte[] kept = value.length > MOST_BYTES ? Arrays.copyOf(value, MOST_BYTES) : value;
        return new DeadLetter(key, kept, value.length, sha256(value), position, refusal);
    }

    /** The same for another reason. */
    public DeadLetter because(Refusal other) {
        return new DeadLetter(key, value, length, sha256, position, other);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
