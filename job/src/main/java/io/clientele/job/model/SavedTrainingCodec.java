package io.clientele.job.model;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Saved training as bytes, which it is already. */
public final class SavedTrainingCodec implements Codec<SavedTraining> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(SavedTraining saved, DataOutput out) throws IOException {
        writeUnsigned(saved.version(), out);
        writeUnsigned(saved.bytes().length, out);
        out.write(saved.bytes());
    }

    @Override
    public SavedTraining read(int version, DataInput in) throws IOException {
        int written = Math.toIntExact(readUnsigned(in));
        byte[] bytes = new byte[Math.toIntExact(readUnsigned(in))];
        in.readFully(bytes);
        return new SavedTraining(written, bytes);
    }
}
