package io.clientele.job.ledger;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is remembered of an order, as bytes. */
public final class OrderMarkCodec implements Codec<OrderMark> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(OrderMark mark, DataOutput out) throws IOException {
        writeSigned(mark.timestamp(), out);
        writeSigned(mark.amount(), out);
    }

    @Override
    public OrderMark read(int version, DataInput in) throws IOException {
        return new OrderMark(readSigned(in), readSigned(in));
    }
}
