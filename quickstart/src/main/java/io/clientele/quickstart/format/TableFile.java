package io.clientele.quickstart.format;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.io.input.ReaderInputStream;

/** Opens what a file holds as rows, whatever it is written in. */
final class TableFile {
    private static final int LOOKED_AT = 1 << 16;

    private TableFile() {}

    /**
     * The rows of a file.
     *
     * @param content decompressed
     * @param encoding a character set; empty to find it
     * @param names of the columns that are wanted of JSON lines
     */
    static TableRows rows(
            InputStream content,
            TableFormat format,
            String encoding,
            char separator,
            List<String> names)
            throws IOException {
        LineReader lines = new LineReader(utf8(content, encoding));
        return switch (format) {
            case CSV -> new CsvReader(lines, separator);
            case JSON_LINES -> new JsonRows(lines, names);
        };
    }

    /** The character set that the first bytes tell; empty for UTF-8 and the sets of one byte. */
    static String encoding(InputStream content) throws IOException {
        byte[] start = content.readNBytes(256);
        if (start.length >= 2 && (start[0] & 0xFF) == 0xFF && (start[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE.name();
        }
        if (start.length >= 2 && (start[0] & 0xFF) == 0xFE && (start[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE.name();
        }
        int evenZeros = 0;
        int oddZeros = 0;
        for (int index = 0; index < start.length; index++) {
            if (start[index] == 0 && index % 2 == 0) {
                evenZeros++;
            } else if (start[index] == 0) {
                oddZeros++;
            }
        }
        if (oddZeros > start.length / 4) {
            return StandardCharsets.UTF_16LE.name();
        }
        return evenZeros > start.length / 4 ? StandardCharsets.UTF_16BE.name() : "";
    }

    private static InputStream utf8(InputStream content, String encoding) throws IOException {
        InputStream utf8 = content;
        if (!encoding.isEmpty() && !Charset.forName(encoding).equals(StandardCharsets.UTF_8)) {
            utf8 =
                    ReaderInputStream.builder()
                            .setReader(new InputStreamReader(content, Charset.forName(encoding)))
                            .setCharset(StandardCharsets.UTF_8)
                            .get();
        }
        BufferedInputStream buffered = new BufferedInputStream(utf8, LOOKED_AT);
        buffered.mark(LOOKED_AT);
        byte[] start = buffered.readNBytes(LOOKED_AT);
        buffered.reset();
        boolean returns = false;
        for (byte next : start) {
            if (next == '\n') {
                return buffered;
            }
            returns |= next == '\r';
        }
        return returns ? new ReturnsAsLineEnds(buffered) : buffered;
    }

    /** Lines that end with nothing but a carriage return. */
    private static final class ReturnsAsLineEnds extends FilterInputStream {
        ReturnsAsLineEnds(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            return value == '\r' ? '\n' : value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            for (int index = offset; index < offset + read; index++) {
                bytes[index] = bytes[index] == '\r' ? (byte) '\n' : bytes[index];
            }
            return read;
        }
    }
}
