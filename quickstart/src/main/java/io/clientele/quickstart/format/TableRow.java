package io.clientele.quickstart.format;

import java.util.List;

/** A row of a table: of a CSV file, or of what JSON lines hold. */
sealed interface TableRow {

    /** The number of its first line, from 1. */
    long line();

    /**
     * A row that could be read.
     *
     * @param text as it is in the file
     * @param fields the columns, without quotes
     */
    record Fields(long line, String text, List<String> fields) implements TableRow {}

    /** A line that is no row. */
    record Malformed(FileRecord record) implements TableRow {
        @Override
        public long line() {
            return record.position();
        }
    }
}
