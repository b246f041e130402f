package io.clientele.analytics.event;

import io.clientele.analytics.codec.VarInt;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Texts in few bytes: one of Latin-1 characters takes a byte for each, any other two for each; it
 * comes back as it was, whatever it holds.
 */
final class ShortText {

    /** A text that claims to be longer was not written here. */
    private static final int MOST_TEXT_UNITS = 1 << 16;

    private static final char LAST_LATIN_1 = '\u00ff';

    private ShortText() {}

    /** The length in UTF-16 units times two, plus one if a unit takes two bytes; then the units. */
    static void write(String text, DataOutput out) throws IOException {
        if (text.length() > MOST_TEXT_UNITS) {
            throw new IOException(
                    "a text of %d characters, expected at most %d"
                            .formatted(text.length(), MOST_TEXT_UNITS));
        }
        boolean wide = isWide(text);
        VarInt.writeUnsigned((long) text.length() << 1 | (wide ? 1 : 0), out);
        if (wide) {
            out.writeChars(text);
        } else {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** Reads what {@link #write} wrote. */
    static String read(DataInput in) throws IOException {
        long written = VarInt.readUnsigned(in);
        boolean wide = (written & 1) == 1;
        long length = written >>> 1;
        if (length > MOST_TEXT_UNITS) {
            throw new IOException(
                    "a text of %d characters, expected at most %d"
                            .formatted(length, MOST_TEXT_UNITS));
        }
        if (wide) {
            char[] units = new char[(int) length];
            for (int i = 0; i < units.length; i++) {
                units[i] = in.readChar();
            }
            return new String(units);
        }
        byte[] bytes = new byte[(int) length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean isWide(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_LATIN_1) {
                return true;
            }
        }
        return false;
    }
}
