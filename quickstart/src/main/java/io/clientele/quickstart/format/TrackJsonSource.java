package io.clientele.quickstart.format;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One track call a line. Empty lines are passed over. */
final class TrackJsonSource implements RecordSource {
    private final LineReader lines;
    private final BoundedBytes line = new BoundedBytes();
    private long blank;
    private long records;

    TrackJsonSource(LineReader lines) {
        this.lines = lines;
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        while (lines.read(line)) {
            if (line.isBlank()) {
                blank++;
            } else {
                records++;
                return Optional.of(FileRecord.of(line, lines.lineNumber()));
            }
        }
        return Optional.empty();
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("lines_read", lines.lineNumber());
        counts.put("blank_lines", blank);
        counts.put("records", records);
        return counts;
    }
}
