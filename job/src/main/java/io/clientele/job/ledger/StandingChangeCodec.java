package io.clientele.job.ledger;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.ledger.StandingCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** A change of standing as bytes. Its version goes with that of the standing. */
public final class StandingChangeCodec implements Codec<StandingChange> {

    private static final StandingCodec STANDING = new StandingCodec();

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(StandingChange change, DataOutput out) throws IOException {
        out.writeUTF(change.customerId());
        writeSigned(change.day(), out);
        writeSigned(change.time(), out);
        out.writeBoolean(change.standing().isPresent());
        if (change.standing().isPresent()) {
            STANDING.write(change.standing().get(), out);
        }
    }

    @Override
    public StandingChange read(int version, DataInput in) throws IOException {
        return new StandingChange(
                in.readUTF(),
                readSigned(in),
                readSigned(in),
                in.readBoolean() ? Optional.of(STANDING.read(version, in)) : Optional.empty());
    }
}
