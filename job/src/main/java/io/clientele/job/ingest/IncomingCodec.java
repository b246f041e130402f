package io.clientele.job.ingest;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.CommerceEventCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** A record that has been read, as bytes. Its version goes with that of the event. */
public final class IncomingCodec implements Codec<Incoming> {

    private static final int UNDELIVERABLE = 0;
    private static final int ARRIVAL = 1;
    private static final int ARRIVAL_THAT_NAMES_AN_ORDER = 2;

    private static final CommerceEventCodec EVENT = new CommerceEventCodec();
    private static final DeadLetterCodec LETTER = new DeadLetterCodec();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(Incoming incoming, DataOutput out) throws IOException {
        if (incoming instanceof Incoming.Undeliverable undeliverable) {
            out.writeByte(UNDELIVERABLE);
            LETTER.write(undeliverable.letter(), out);
        } else if (incoming instanceof Incoming.Arrival arrival) {
            Optional<DeadLetter> letter = arrival.ifUnknownOrder();
            out.writeByte(letter.isPresent() ? ARRIVAL_THAT_NAMES_AN_ORDER : ARRIVAL);
            EVENT.write(arrival.event(), out);
            writeUnsigned(arrival.partition(), out);
            writeSigned(arrival.ingestedAt(), out);
            if (letter.isPresent()) {
                LETTER.write(letter.get(), out);
            }
        }
    }

    @Override
    public Incoming read(int version, DataInput in) throws IOException {
        int kind = in.readByte();
        if (kind == UNDELIVERABLE) {
            return new Incoming.Undeliverable(LETTER.read(1, in));
        }
        CommerceEvent event = EVENT.read(version, in);
        int partition = Math.toIntExact(readUnsigned(in));
        long ingestedAt = readSigned(in);
        return new Incoming.Arrival(
                event,
                partition,
                ingestedAt,
                kind == ARRIVAL_THAT_NAMES_AN_ORDER
                        ? Optional.of(LETTER.read(1, in))
                        : Optional.empty());
    }
}
