package io.clientele.quickstart.format;

import java.util.List;

/** A row of a CSV file. */
sealed interface CsvRow {

    /** The number of its first line, from 1. */
    long line();

    /**
     * A row that could be read.
     *
     * @param text as it is in the file
     * @param fields without quotes
     */
    record Fields(long line, String text, List<String> fields) implements CsvRow {}

    /** A line that is no row. */
    record Malformed(FileRecord record) implements CsvRow {
        @Override
        public long line() {
            return record.position();
        }
    }
}
