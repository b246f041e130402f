package io.clientele.job.pattern;

import io.clientele.analytics.codec.VarInt;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A text of any length as UTF-8, led by its length in bytes. */
final class LongText {

    private static final int MOST_BYTES = 1 << 26;

    private LongText() {}

    static void write(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        VarInt.writeUnsigned(bytes.length, out);
        out.write(bytes);
    }

    static String read(DataInput in) throws IOException {
        long length = VarInt.readUnsigned(in);
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException(
                    "length of a text: %d, expected at most %d".formatted(length, MOST_BYTES));
        }
        byte[] bytes = new byte[(int) length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
