package io.clientele.quickstart.format;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Bytes of any number in bounded memory: all of them up to {@link FileRecord#MOST_BYTES}, else the
 * first {@link FileRecord#KEPT_BYTES} with the length and the SHA-256 of the whole.
 */
final class BoundedBytes extends OutputStream {
    private final MessageDigest digest = newSha256();
    private byte[] kept = new byte[1024];
    private int size;
    private long length;

    void clear() {
        size = 0;
        length = 0;
        digest.reset();
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        boolean wasWhole = whole();
        length += count;
        if (whole()) {
            keep(bytes, offset, count);
            return;
        }
        if (wasWhole) {
            digest.update(kept, 0, size);
            size = Math.min(size, FileRecord.KEPT_BYTES);
        }
        digest.update(bytes, offset, count);
        keep(bytes, offset, Math.min(count, FileRecord.KEPT_BYTES - size));
    }

    /** Whether all bytes are kept. */
    boolean whole() {
        return length <= FileRecord.MOST_BYTES;
    }

    /** How many bytes there were. */
    long length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** The bytes that are kept. */
    byte[] toByteArray() {
        return Arrays.copyOf(kept, size);
    }

    /** Whether there is nothing but spaces and tabs. */
    boolean isBlank() {
        for (int index = 0; index < size; index++) {
            if (kept[index] != ' ' && kept[index] != '\t') {
                return false;
            }
        }
        return whole();
    }

    /** Of all bytes, in hexadecimal. No bytes may follow. */
    String sha256() {
        if (whole()) {
            digest.update(kept, 0, size);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void keep(byte[] bytes, int offset, int count) {
        if (size + count > kept.length) {
            int most = Math.max(FileRecord.MOST_BYTES, size + count);
            kept = Arrays.copyOf(kept, Math.min(2 * (size + count), most));
        }
        System.arraycopy(bytes, offset, kept, size, count);
        size += count;
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
