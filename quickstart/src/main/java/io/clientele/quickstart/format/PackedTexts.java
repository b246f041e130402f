package io.clientele.quickstart.format;

import io.clientele.analytics.codec.VarInt;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Many short texts in order, kept as bytes: there are millions. */
final class PackedTexts {
    private byte[] bytes = new byte[0];
    private int size;

    /** Adds a text at the end. */
    void add(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try (DataOutputStream out = new DataOutputStream(end())) {
            VarInt.writeUnsigned(utf8.length, out);
            out.write(utf8);
        }
    }

    /** Reads the texts from the first on. */
    Reader reader() {
        return new Reader(new DataInputStream(new ByteArrayInputStream(bytes, 0, size)));
    }

    /** Gives the texts one after the other. */
    record Reader(DataInputStream in) {
        boolean hasMore() throws IOException {
            return in.available() > 0;
        }

        String next() throws IOException {
            byte[] utf8 = in.readNBytes(Math.toIntExact(VarInt.readUnsigned(in)));
            return new String(utf8, StandardCharsets.UTF_8);
        }
    }

    private OutputStream end() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int count) {
                if (size + count > bytes.length) {
                    bytes = Arrays.copyOf(bytes, size == 0 ? 64 : (size + count) * 3 / 2);
                    bytes =
                            size + count > bytes.length
                                    ? Arrays.copyOf(bytes, size + count)
                                    : bytes;
                }
                System.arraycopy(from, offset, bytes, size, count);
                size += count;
            }
        };
    }
}
