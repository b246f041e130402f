package io.clientele.quickstart.feed;

import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.quickstart.format.EventFile;
import io.clientele.quickstart.format.FileRecord;
import java.util.Iterator;
import java.util.OptionalLong;

/**
 * One event to send.
 *
 * @param key what it is partitioned by; empty if it names nobody
 * @param value its bytes
 * @param timestamp event time, milliseconds since 1970-01-01T00:00:00Z; empty if it names none that
 *     can be read
 * @param length how many bytes the event has; more than {@code value} holds, if it is larger than
 *     what any broker should be sent
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way; nobody compares them.
public record FeedEvent(String key, byte[] value, OptionalLong timestamp, long length) {

    /** An event of the simulator. */
    public static FeedEvent of(SimulatedEvent event) {
        return new FeedEvent(
                event.key(),
                event.value(),
                OptionalLong.of(event.timestamp()),
                event.value().length);
    }

    /** The simulator's events, without end. */
    public static Iterator<FeedEvent> of(Simulator simulator) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public FeedEvent next() {
                return of(simulator.next());
            }
        };
    }

    /** A file's records, in its order. Not to be read elsewhere at the same time. */
    public static Iterator<FeedEvent> of(EventFile file) {
        TrackEnvelope envelope = new TrackEnvelope();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return file.hasNext();
            }

            @Override
            public FeedEvent next() {
                FileRecord record = file.next();
                envelope.read(record.value());
                return new FeedEvent(
                        envelope.key(), record.value(), envelope.timestamp(), record.length());
            }
        };
    }
}
