package io.clientele.quickstart.format;

import io.clientele.analytics.event.Refusal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * CSV as in RFC 4180 with any separator, row by row. A quoted field may hold line ends. A line that
 * cannot be read is given as such, and reading goes on with the next line: a quote that nobody
 * closes costs one line, not the file.
 *
 * <p>Lines are UTF-8; one that is not is taken as Windows-1252, as spreadsheets write.
 */
final class CsvReader implements TableRows {
    /** Over how many lines a quoted field may go. */
    private static final int MOST_LINES = 256;

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final LineReader lines;
    private final char separator;
    private final BoundedBytes buffer = new BoundedBytes();
    private final Deque<Line> ahead = new ArrayDeque<>();
    private final List<String> fields = new ArrayList<>();

    private record Line(long number, String text, Optional<FileRecord> tooLarge) {
        boolean isBlank() {
            return tooLarge.isEmpty() && text.isBlank();
        }
    }

    private enum Outcome {
        COMPLETE,
        QUOTE_OPEN,
        MALFORMED
    }

    /** Reads rows whose fields are separated by commas. */
    CsvReader(LineReader lines) {
        this(lines, ',');
    }

    CsvReader(LineReader lines, char separator) {
        this.lines = lines;
        this.separator = separator;
    }

    @Override
    public Optional<TableRow> next() throws IOException {
        Optional<Line> first = line();
        while (first.isPresent() && first.get().isBlank()) {
            first = line();
        }
        return first.isEmpty() ? Optional.empty() : Optional.of(row(first.get()));
    }

    private TableRow row(Line first) throws IOException {
        if (first.tooLarge().isPresent()) {
            return new TableRow.Malformed(first.tooLarge().get());
        }
        Outcome outcome = split(first.text());
        List<Line> more = new ArrayList<>();
        StringBuilder joined = new StringBuilder(first.text());
        while (outcome == Outcome.QUOTE_OPEN && more.size() < MOST_LINES) {
            Optional<Line> line = line();
            if (line.isEmpty()) {
                break;
            }
            more.add(line.get());
            if (line.get().tooLarge().isPresent()) {
                break;
            }
            joined.append('\n').append(line.get().text());
            if (line.get().text().indexOf('"') >= 0) {
                outcome = split(joined.toString());
            }
        }
        if (outcome == Outcome.COMPLETE) {
            return new TableRow.Fields(first.number(), joined.toString(), List.copyOf(fields));
        }
        for (int index = more.size() - 1; index >= 0; index--) {
            ahead.push(more.get(index));
        }
        return new TableRow.Malformed(
                TableRows.refused(
                        first.number(),
                        first.text(),
                        new Refusal(
                                Refusal.Reason.NOT_JSON,
                                "",
                                "a quote is not closed, or text follows where it is; expected"
                                        + " CSV")));
    }

    private Optional<Line> line() throws IOException {
        if (!ahead.isEmpty()) {
            return Optional.of(ahead.pop());
        }
        if (!lines.read(buffer)) {
            return Optional.empty();
        }
        long number = lines.lineNumber();
        if (!buffer.whole()) {
            return Optional.of(new Line(number, "", Optional.of(FileRecord.of(buffer, number))));
        }
        byte[] bytes = buffer.toByteArray();
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            text = new String(bytes, WINDOWS);
        }
        return Optional.of(new Line(number, text, Optional.empty()));
    }

    /** Splits a row into {@link #fields}. */
    private Outcome split(String text) {
        fields.clear();
        int position = 0;
        while (true) {
            int end;
            int quote = afterSpaces(text, position);
            if (quote < text.length() && text.charAt(quote) == '"') {
                end = closingQuote(text, quote + 1);
                if (end < 0) {
                    return Outcome.QUOTE_OPEN;
                }
                String inside = text.substring(quote + 1, end);
                fields.add(inside.indexOf('"') < 0 ? inside : inside.replace("\"\"", "\""));
                end = afterSpaces(text, end + 1);
                if (end < text.length() && text.charAt(end) != separator) {
                    return Outcome.MALFORMED;
                }
            } else {
                end = text.indexOf(separator, position);
                end = end < 0 ? text.length() : end;
                fields.add(text.substring(position, end));
            }
            if (end >= text.length()) {
                return Outcome.COMPLETE;
            }
            position = end + 1;
        }
    }

    private static int afterSpaces(String text, int from) {
        int position = from;
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
        return position;
    }

    private static int closingQuote(String text, int from) {
        int quote = text.indexOf('"', from);
        while (quote >= 0 && quote + 1 < text.length() && text.charAt(quote + 1) == '"') {
            quote = text.indexOf('"', quote + 2);
        }
        return quote;
    }
}
