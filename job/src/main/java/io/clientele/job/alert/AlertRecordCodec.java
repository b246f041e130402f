package io.clientele.job.alert;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.analytics.alert.AlertCodec;
import io.clientele.analytics.codec.Codec;
import io.clientele.job.ingest.RecordPosition;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A record of {@code clientele.alerts} as bytes. */
public final class AlertRecordCodec implements Codec<AlertRecord> {

    private static final AlertCodec ALERT = new AlertCodec();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(AlertRecord record, DataOutput out) throws IOException {
        if (record instanceof AlertRecord.Valid valid) {
            out.writeBoolean(true);
            ALERT.write(valid.alert(), out);
        } else if (record instanceof AlertRecord.Unreadable unreadable) {
            out.writeBoolean(false);
            writeBytes(unreadable.key(), out);
            writeBytes(unreadable.value(), out);
            writeUnsigned(unreadable.length(), out);
            RecordPosition position = unreadable.position();
            writeBytes(position.topic().getBytes(UTF_8), out);
            writeUnsigned(position.partition(), out);
            writeUnsigned(position.offset(), out);
            out.writeLong(position.timestamp());
            writeBytes(unreadable.reason().getBytes(UTF_8), out);
        }
    }

    @Override
    public AlertRecord read(int version, DataInput in) throws IOException {
        if (in.readBoolean()) {
            return new AlertRecord.Valid(ALERT.read(1, in));
        }
        return new AlertRecord.Unreadable(
                readBytes(in),
                readBytes(in),
                readUnsigned(in),
                new RecordPosition(
                        new String(readBytes(in), UTF_8),
                        Math.toIntExact(readUnsigned(in)),
                        readUnsigned(in),
                        in.readLong()),
                new String(readBytes(in), UTF_8));
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
