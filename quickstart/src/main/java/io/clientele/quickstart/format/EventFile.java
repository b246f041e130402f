package io.clientele.quickstart.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A file of events, as track JSON records in the order of their times (track JSON itself in the
 * order of the file).
 *
 * <p>What the file holds cannot fail it: a line that is no event is a refused record. Only a file
 * that cannot be read, or that is not of the format at all, throws. Not safe for use by several
 * threads, but for {@link #progress}.
 */
public final class EventFile implements Iterator<FileRecord>, AutoCloseable {
    /** Of a file that must be read whole first, the part of the work that the reading is. */
    private static final double READING = 0.1;

    private final Path path;
    private final CompressedFile file;
    private final RecordSource source;
    private Optional<FileRecord> ahead = Optional.empty();
    private boolean ended;

    private EventFile(Path path, CompressedFile file, RecordSource source) {
        this.path = path;
        this.file = file;
        this.source = source;
    }

    /**
     * Opens a file, compressed (gzip, xz, bzip2, Zstandard, zip) or not.
     *
     * @throws IOException with the path and what was expected, if it cannot be read or has not the
     *     header of its format
     */
    public static EventFile open(FileLayout layout, Path path) throws IOException {
        CompressedFile file = CompressedFile.open(path);
        try {
            RecordSource source = source(layout, file);
            return new EventFile(path, file, source);
        } catch (IOException unreadable) {
            file.close();
            throw about(path, unreadable);
        }
    }

    private static RecordSource source(FileLayout layout, CompressedFile file) throws IOException {
        if (layout instanceof TableMapping mapping) {
            return new TableSource(mapping.rows(file.content()), mapping);
        }
        LineReader lines = new LineReader(file.content());
        return switch ((EventFormat) layout) {
            case ONLINE_RETAIL -> new OnlineRetailSource(lines);
            case CDNOW -> CdnowSource.master(lines);
            case CDNOW_SAMPLE -> CdnowSource.sample(lines);
            case TRACK_JSON -> new TrackJsonSource(lines);
        };
    }

    /**
     * Whether there is another record.
     *
     * @throws UncheckedIOException if the file cannot be read on, such as one that was cut
     */
    @Override
    public boolean hasNext() {
        if (ahead.isEmpty() && !ended) {
            try {
                ahead = source.next();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(about(path, unreadable));
            }
            ended = ahead.isEmpty();
        }
        return ahead.isPresent();
    }

    @Override
    public FileRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException(path + ": no more records");
        }
        FileRecord record = ahead.orElseThrow();
        ahead = Optional.empty();
        return record;
    }

    /**
     * What has been counted so far, complete at the end: {@code lines_read} (without header), what
     * was left out or wrong by kind, and {@code records}.
     */
    public Map<String, Long> counts() {
        return source.counts();
    }

    /**
     * How much of the work is done, 0 to 1: the part of the file's bytes that have been read; where
     * a file must be read whole first, that is a tenth, and the records are the rest.
     */
    public double progress() {
        double read = file.progress();
        return source.given().map(given -> READING * read + (1 - READING) * given).orElse(read);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static IOException about(Path path, IOException cause) {
        String problem =
                cause instanceof EOFException
                        ? "ends in the middle of its compressed data"
                        : String.valueOf(cause.getMessage());
        return new IOException(path + ": " + problem, cause);
    }
}
