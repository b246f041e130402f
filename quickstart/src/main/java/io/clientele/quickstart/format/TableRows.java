package io.clientele.quickstart.format;

import io.clientele.analytics.event.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The rows of a table, one by one. */
interface TableRows {

    /** The next row that is not blank; empty at the end. */
    Optional<TableRow> next() throws IOException;

    /** A row that is refused for what is in it. */
    static FileRecord refused(TableRow.Fields row, Refusal refusal) {
        return refused(row.line(), row.text(), refusal);
    }

    /** A row that is refused for what is in it. */
    static FileRecord refused(long line, String text, Refusal refusal) {
        BoundedBytes bytes = new BoundedBytes();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.write(utf8, 0, utf8.length);
        return FileRecord.refused(bytes, line, refusal);
    }
}
