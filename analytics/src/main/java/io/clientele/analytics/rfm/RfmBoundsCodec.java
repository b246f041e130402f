package io.clientele.analytics.rfm;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Bounds as some 30 to 60 bytes. */
public final class RfmBoundsCodec implements Codec<RfmBounds> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(RfmBounds bounds, DataOutput out) throws IOException {
        writeSigned(bounds.day(), out);
        writeUnsigned(bounds.population(), out);
        write(bounds.recencyDays(), out);
        write(bounds.frequency(), out);
        write(bounds.monetary(), out);
    }

    @Override
    public RfmBounds read(int version, DataInput in) throws IOException {
        return new RfmBounds(
                readSigned(in), readUnsigned(in), readList(in), readList(in), readList(in));
    }

    private static void write(List<Long> values, DataOutput out) throws IOException {
        writeUnsigned(values.size(), out);
        for (long value : values) {
            writeSigned(value, out);
        }
    }

    private static List<Long> readList(DataInput in) throws IOException {
        int size = Math.toIntExact(readUnsigned(in));
        List<Long> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(readSigned(in));
        }
        return values;
    }
}
