package io.clientele.analytics.kpi;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A fact as bytes, between two operators of one release: it lies in no state. */
public final class KpiFactCodec implements Codec<KpiFact> {

    private static final KpiSeries[] SERIES = KpiSeries.values();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(KpiFact fact, DataOutput out) throws IOException {
        writeSigned(fact.time(), out);
        out.writeByte(fact.series().ordinal());
        writeUnsigned(fact.part(), out);
        writeSigned(fact.amount(), out);
    }

    @Override
    public KpiFact read(int version, DataInput in) throws IOException {
        return new KpiFact(
                readSigned(in),
                SERIES[in.readByte()],
                Math.toIntExact(readUnsigned(in)),
                readSigned(in));
    }
}
