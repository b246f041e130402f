package io.clientele.quickstart.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a file, whatever their length. Lines end with LF or CR LF; a byte order mark before
 * the first is not part of it.
 */
final class LineReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] CARRIAGE_RETURN = {'\r'};

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long lineNumber;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The number of the line read last, from 1. */
    long lineNumber() {
        return lineNumber;
    }

    /** Reads the next line, without its end; false if there is none. */
    boolean read(BoundedBytes line) throws IOException {
        line.clear();
        if (lineNumber == 0) {
            skipByteOrderMark();
        }
        if (position == limit && !fill()) {
            return false;
        }
        lineNumber++;
        boolean heldBack = false;
        while (position < limit || fill()) {
            int from = position;
            int end = from;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            boolean ended = end < limit;
            position = ended ? end + 1 : end;
            if (heldBack && end > from) {
                line.write(CARRIAGE_RETURN, 0, 1);
                heldBack = false;
            }
            if (end > from && buffer[end - 1] == '\r') {
                heldBack = true;
                end--;
            }
            line.write(buffer, from, end - from);
            if (ended) {
                break;
            }
        }
        return true;
    }

    private void skipByteOrderMark() throws IOException {
        limit = in.readNBytes(buffer, 0, BYTE_ORDER_MARK.length);
        boolean marked = limit == BYTE_ORDER_MARK.length;
        for (int index = 0; marked && index < limit; index++) {
            marked = buffer[index] == BYTE_ORDER_MARK[index];
        }
        position = marked ? limit : 0;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(in.read(buffer), 0);
        return limit > 0;
    }
}
