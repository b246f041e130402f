package io.clientele.analytics.alert;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** An alert as bytes: its JSON. */
public final class AlertCodec implements Codec<Alert> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Alert alert, DataOutput out) throws IOException {
        byte[] json = AlertJson.write(alert);
        writeUnsigned(json.length, out);
        out.write(json);
    }

    @Override
    public Alert read(int version, DataInput in) throws IOException {
        byte[] json = new byte[Math.toIntExact(readUnsigned(in))];
        in.readFully(json);
        return AlertJson.read(json);
    }
}
