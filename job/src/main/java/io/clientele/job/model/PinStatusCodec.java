package io.clientele.job.model;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;

import io.clientele.analytics.artefact.PinStatus;
import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What became of a record that asks for a version, as bytes. */
public final class PinStatusCodec implements Codec<PinStatus> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PinStatus status, DataOutput out) throws IOException {
        write(status.kind(), out);
        out.writeUTF(status.outcome().name());
        write(status.version(), out);
        write(status.from(), out);
        out.writeBoolean(status.reason().isPresent());
        if (status.reason().isPresent()) {
            write(status.reason().get(), out);
        }
    }

    @Override
    public PinStatus read(int version, DataInput in) throws IOException {
        return new PinStatus(
                text(in),
                PinStatus.Outcome.valueOf(in.readUTF()),
                number(in),
                number(in),
                in.readBoolean() ? Optional.of(text(in)) : Optional.empty());
    }

    private static void write(Optional<Long> number, DataOutput out) throws IOException {
        out.writeBoolean(number.isPresent());
        if (number.isPresent()) {
            writeSigned(number.get(), out);
        }
    }

    private static Optional<Long> number(DataInput in) throws IOException {
        return in.readBoolean() ? Optional.of(readSigned(in)) : Optional.empty();
    }

    /** A key or a reason may be longer than writeUTF can write. */
    private static void write(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
