package io.clientele.job.ingest;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.CommerceEventCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** An event that has been let in, as bytes. Its version goes with that of the event. */
public final class AdmittedCodec implements Codec<Admitted> {

    private static final CommerceEventCodec EVENT = new CommerceEventCodec();
    private static final DeadLetterCodec LETTER = new DeadLetterCodec();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(Admitted admitted, DataOutput out) throws IOException {
        EVENT.write(admitted.event(), out);
        writeSigned(admitted.streamTime() - admitted.event().header().timestamp(), out);
        Optional<DeadLetter> letter = admitted.ifUnknownOrder();
        out.writeBoolean(letter.isPresent());
        if (letter.isPresent()) {
            LETTER.write(letter.get(), out);
        }
    }

    @Override
    public Admitted read(int version, DataInput in) throws IOException {
        CommerceEvent event = EVENT.read(version, in);
        long streamTime = event.header().timestamp() + readSigned(in);
        return new Admitted(
                event,
                streamTime,
                in.readBoolean() ? Optional.of(LETTER.read(1, in)) : Optional.empty());
    }
}
