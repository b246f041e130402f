package io.clientele.analytics.ledger;

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

/** A standing as some 30 to 50 bytes. */
public final class StandingCodec implements Codec<Standing> {

    private static final LifetimeCodec LIFETIME = new LifetimeCodec();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Standing standing, DataOutput out) throws IOException {
        writeSigned(standing.day(), out);
        LIFETIME.write(standing.lifetime(), out);
        writeUnsigned(standing.windows().size(), out);
        for (WindowTotals window : standing.windows()) {
            writeUnsigned(window.orders(), out);
            writeSigned(window.net(), out);
        }
    }

    @Override
    public Standing read(int version, DataInput in) throws IOException {
        long day = readSigned(in);
        Lifetime lifetime = LIFETIME.read(1, in);
        int count = Math.toIntExact(readUnsigned(in));
        List<WindowTotals> windows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            windows.add(new WindowTotals(readUnsigned(in), readSigned(in)));
        }
        return new Standing(day, lifetime, windows);
    }
}
