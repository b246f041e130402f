package io.clientele.job.alert;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.analytics.alert.AlertCodec;
import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** An undelivered alert as bytes. */
public final class UndeliveredCodec implements Codec<Undelivered> {

    private static final AlertCodec ALERT = new AlertCodec();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Undelivered undelivered, DataOutput out) throws IOException {
        writeText(undelivered.channel(), out);
        writeText(undelivered.reason(), out);
        writeUnsigned(undelivered.attempts(), out);
        ALERT.write(undelivered.alert(), out);
    }

    @Override
    public Undelivered read(int version, DataInput in) throws IOException {
        return new Undelivered(readText(in), readText(in), readUnsigned(in), ALERT.read(1, in));
    }

    private static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        writeUnsigned(bytes.length, out);
        out.write(bytes);
    }

    private static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(readUnsigned(in))];
        in.readFully(bytes);
        return new String(bytes, UTF_8);
    }
}
