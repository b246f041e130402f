package io.clientele.job.alert;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.job.alert.channel.AlertMessageCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A waiting message as bytes. */
public final class PendingMessageCodec implements Codec<PendingMessage> {

    private static final AlertMessageCodec MESSAGE = new AlertMessageCodec();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PendingMessage pending, DataOutput out) throws IOException {
        MESSAGE.write(pending.message(), out);
        writeSigned(pending.since(), out);
        writeUnsigned(pending.attempts(), out);
    }

    @Override
    public PendingMessage read(int version, DataInput in) throws IOException {
        return new PendingMessage(MESSAGE.read(1, in), readSigned(in), readUnsigned(in));
    }
}
