package io.clientele.analytics.event;

import io.clientele.analytics.codec.VarInt;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The details of events as bytes, a part of {@link CommerceEventCodec}. */
final class EventDetailCodec {

    void write(OrderDetails details, DataOutput out) throws IOException {
        ShortText.write(details.country(), out);
        ShortText.write(details.channel(), out);
        VarInt.writeUnsigned(details.lineCount(), out);
        VarInt.writeUnsigned(details.lines().size(), out);
        for (OrderLine line : details.lines()) {
            write(line.product(), out);
            VarInt.writeUnsigned(line.quantity(), out);
        }
    }

    OrderDetails readOrder(DataInput in) throws IOException {
        String country = ShortText.read(in);
        String channel = ShortText.read(in);
        long lineCount = VarInt.readUnsigned(in);
        long kept = VarInt.readUnsigned(in);
        if (kept > OrderDetails.MOST_LINES) {
            throw new IOException(
                    "lines of an order: %d, expected at most %d"
                            .formatted(kept, OrderDetails.MOST_LINES));
        }
        List<OrderLine> lines = new ArrayList<>((int) kept);
        for (int i = 0; i < kept; i++) {
            lines.add(new OrderLine(readProduct(in), VarInt.readUnsigned(in)));
        }
        return new OrderDetails(country, channel, lines, lineCount);
    }

    /** The price is written one higher, so that 0 is none. */
    void write(Product product, DataOutput out) throws IOException {
        ShortText.write(product.id(), out);
        ShortText.write(product.category(), out);
        ShortText.write(product.brand(), out);
        OptionalLong price = product.price();
        VarInt.writeUnsigned(price.isPresent() ? price.getAsLong() + 1 : 0, out);
    }

    Product readProduct(DataInput in) throws IOException {
        String id = ShortText.read(in);
        String category = ShortText.read(in);
        String brand = ShortText.read(in);
        long price = VarInt.readUnsigned(in);
        return new Product(
                id,
                category,
                brand,
                price == 0 ? OptionalLong.empty() : OptionalLong.of(price - 1));
    }
}
