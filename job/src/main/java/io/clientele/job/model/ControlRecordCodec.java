package io.clientele.job.model;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A record that asks for a version of a model, as bytes. */
public final class ControlRecordCodec implements Codec<ControlRecord> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ControlRecord record, DataOutput out) throws IOException {
        write(record.kind().getBytes(StandardCharsets.UTF_8), out);
        out.writeBoolean(record.value().isPresent());
        if (record.value().isPresent()) {
            write(record.value().get(), out);
        }
        writeSigned(record.position(), out);
    }

    @Override
    public ControlRecord read(int version, DataInput in) throws IOException {
        return new ControlRecord(
                new String(bytes(in), StandardCharsets.UTF_8),
                in.readBoolean() ? Optional.of(bytes(in)) : Optional.empty(),
                readSigned(in));
    }

    private static void write(byte[] bytes, DataOutput out) throws IOException {
        writeUnsigned(bytes.length, out);
        out.write(bytes);
    }

    private static byte[] bytes(DataInput in) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(readUnsigned(in))];
        in.readFully(bytes);
        return bytes;
    }
}
