package io.clientele.analytics.kpi;

import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A point as bytes: its JSON. */
public final class KpiPointCodec implements Codec<KpiPoint> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(KpiPoint point, DataOutput out) throws IOException {
        byte[] json = KpiJson.write(point);
        writeUnsigned(json.length, out);
        out.write(json);
    }

    @Override
    public KpiPoint read(int version, DataInput in) throws IOException {
        byte[] json = new byte[Math.toIntExact(readUnsigned(in))];
        in.readFully(json);
        return KpiJson.read(json);
    }
}
