package io.clientele.quickstart.replay;

import io.clientele.job.ingest.DeadLetter;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.RecordPosition;
import io.clientele.job.ingest.RecordReader;
import io.clientele.quickstart.format.EventFile;
import io.clientele.quickstart.format.FileLayout;
import io.clientele.quickstart.format.FileRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads a file of events as the job takes them in, up to an instant. It closes the file at its end.
 */
public final class EventFileIterator implements Iterator<Incoming>, AutoCloseable {

    private final EventFile file;
    private final RecordReader reader;
    private final String name;
    private final long lastInstant;
    private Optional<Incoming> ahead = Optional.empty();
    private long read;
    private long afterLastInstant;

    private EventFileIterator(EventFile file, RecordReader reader, String name, long lastInstant) {
        this.file = file;
        this.reader = reader;
        this.name = name;
        this.lastInstant = lastInstant;
    }

    /**
     * Opens a file.
     *
     * @param reader makes events of its records
     * @param read how many records to pass over first
     * @throws UncheckedIOException if it cannot be read or is not of the format
     */
    public static EventFileIterator open(
            FileLayout layout, Path path, RecordReader reader, long lastInstant, long read) {
        try {
            EventFile file = EventFile.open(layout, path);
            EventFileIterator events =
                    new EventFileIterator(file, reader, path.getFileName().toString(), lastInstant);
            while (events.read < read && file.hasNext()) {
                file.next();
                events.read++;
            }
            return events;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public boolean hasNext() {
        while (ahead.isEmpty() && file.hasNext()) {
            Incoming incoming = incoming(file.next());
            read++;
            if (incoming instanceof Incoming.Arrival arrival
                    && arrival.event().header().timestamp() > lastInstant) {
                afterLastInstant++;
            } else {
                ahead = Optional.of(incoming);
            }
        }
        if (ahead.isEmpty()) {
            close();
        }
        return ahead.isPresent();
    }

    @Override
    public Incoming next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Incoming next = ahead.orElseThrow();
        ahead = Optional.empty();
        return next;
    }

    private Incoming incoming(FileRecord record) {
        // A line has no time of its own; what counts before any event does so on the last day.
        RecordPosition position =
                new RecordPosition(
                        name,
                        0,
                        record.position(),
                        lastInstant == Long.MAX_VALUE ? 0 : lastInstant);
        if (record.refusal().isEmpty()) {
            return reader.fromFile(record.value(), position);
        }
        return new Incoming.Undeliverable(
                new DeadLetter(
                        new byte[0],
                        record.value(),
                        record.length(),
                        record.sha256(),
                        position,
                        record.refusal().get()));
    }

    /** How many records have been handed out or passed over. */
    long read() {
        return ahead.isPresent() ? read - 1 : read;
    }

    /** How many events were later than the last instant. */
    long afterLastInstant() {
        return afterLastInstant;
    }

    /** What the file has counted, complete at its end. */
    Map<String, Long> counts() {
        return file.counts();
    }

    /** How much of the work is done, 0 to 1. */
    public double progress() {
        return file.progress();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }
}
