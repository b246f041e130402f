package io.clientele.job.ingest;

import io.clientele.analytics.event.Detail;
import io.clientele.analytics.event.EventParser;
import io.clientele.analytics.event.OrderCancelled;
import io.clientele.analytics.event.Parsed;
import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.event.ReportingCurrency;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes events or dead letters of records. It never throws, whatever the bytes.
 *
 * <p>Not thread-safe.
 */
public final class RecordReader {

    private final EventParser parser;

    /**
     * Reads records.
     *
     * @param maxAhead by how much an event's timestamp may be later than the record's own
     * @param detail how much of an event is kept
     */
    public RecordReader(ReportingCurrency currency, Duration maxAhead, Detail detail) {
        this.parser = new EventParser(currency, maxAhead, detail);
    }

    /** Reads a record of a topic, whose own time says when it came in. */
    public Incoming fromTopic(byte[] key, byte[] value, RecordPosition position) {
        // Kafka gives a record of very old producers no time at all, which is a negative one.
        boolean timed = position.timestamp() >= 0;
        return incoming(
                timed ? parser.parse(value, position.timestamp()) : parser.parse(value),
                key,
                value,
                position,
                position.timestamp());
    }

    /** Reads a record of a file. */
    public Incoming fromFile(byte[] value, RecordPosition position) {
        return incoming(parser.parse(value), new byte[0], value, position, 0);
    }

    private static Incoming incoming(
            Parsed parsed, byte[] key, byte[] value, RecordPosition position, long ingestedAt) {
        if (parsed instanceof Parsed.Refused refused) {
            return new Incoming.Undeliverable(
                    DeadLetter.of(key, value, position, refused.refusal()));
        }
        var event = ((Parsed.Accepted) parsed).event();
        Optional<DeadLetter> ifUnknownOrder = Optional.empty();
        if (event instanceof OrderCancelled cancelled && cancelled.amount().isEmpty()) {
            Refusal refusal =
                    new Refusal(
                            Refusal.Reason.UNKNOWN_ORDER,
                            "properties.order_id",
                            "\"%s\" is not a known order that stands, expected one, or a total"
                                    .formatted(cancelled.orderId()));
            ifUnknownOrder = Optional.of(DeadLetter.of(key, value, position, refusal));
        }
        return new Incoming.Arrival(event, position.partition(), ingestedAt, ifUnknownOrder);
    }
}
