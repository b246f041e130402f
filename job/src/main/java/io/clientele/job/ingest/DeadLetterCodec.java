package io.clientele.job.ingest;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.event.Refusal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A dead letter as bytes. */
public final class DeadLetterCodec implements Codec<DeadLetter> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(DeadLetter letter, DataOutput out) throws IOException {
        writeBytes(letter.key(), out);
        writeBytes(letter.value(), out);
        writeUnsigned(letter.length(), out);
        out.writeUTF(letter.sha256());
        RecordPosition position = letter.position();
        out.writeUTF(position.topic());
        writeUnsigned(position.partition(), out);
        writeSigned(position.offset(), out);
        writeSigned(position.timestamp(), out);
        out.writeUTF(letter.refusal().reason().name());
        out.writeUTF(letter.refusal().field());
        out.writeUTF(letter.refusal().message());
    }

    @Override
    public DeadLetter read(int version, DataInput in) throws IOException {
        return new DeadLetter(
                readBytes(in),
                readBytes(in),
                readUnsigned(in),
                in.readUTF(),
                new RecordPosition(
                        in.readUTF(),
                        Math.toIntExact(readUnsigned(in)),
                        readSigned(in),
                        readSigned(in)),
                new Refusal(Refusal.Reason.valueOf(in.readUTF()), in.readUTF(), in.readUTF()));
    }

    private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        writeUnsigned(bytes.length, out);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(readUnsigned(in))];
        in.readFully(bytes);
        return bytes;
    }
}
