package io.clientele.analytics.ledger;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A lifetime as some 20 to 30 bytes; a customer without an order takes 2 or 3. */
public final class LifetimeCodec implements Codec<Lifetime> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Lifetime lifetime, DataOutput out) throws IOException {
        writeUnsigned(lifetime.orders(), out);
        writeUnsigned(lifetime.refunds(), out);
        if (lifetime.hasOrdered()) {
            writeUnsigned(lifetime.gross(), out);
            writeSigned(lifetime.firstOrderAt(), out);
            writeUnsigned(lifetime.lastOrderAt() - lifetime.firstOrderAt(), out);
            writeSigned(lifetime.firstOrderDay(), out);
            writeUnsigned(lifetime.lastOrderDay() - lifetime.firstOrderDay(), out);
            writeUnsigned(lifetime.orderDays(), out);
            writeUnsigned(lifetime.firstDayGross(), out);
            writeUnsigned(lifetime.gapSquares(), out);
        }
    }

    @Override
    public Lifetime read(int version, DataInput in) throws IOException {
        long orders = readUnsigned(in);
        long refunds = readUnsigned(in);
        if (orders == 0) {
            return refunds == 0 ? Lifetime.NONE : new Lifetime(0, 0, refunds, 0, 0, 0, 0, 0, 0, 0);
        }
        long gross = readUnsigned(in);
        long firstOrderAt = readSigned(in);
        long lastOrderAt = firstOrderAt + readUnsigned(in);
        long firstOrderDay = readSigned(in);
        long lastOrderDay = firstOrderDay + readUnsigned(in);
        return new Lifetime(
                orders,
                gross,
                refunds,
                firstOrderAt,
                lastOrderAt,
                firstOrderDay,
                lastOrderDay,
                readUnsigned(in),
                readUnsigned(in),
                readUnsigned(in));
    }
}
