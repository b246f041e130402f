package io.clientele.job.ledger;

import static io.clientele.analytics.codec.VarInt.readSigned;
import static io.clientele.analytics.codec.VarInt.readUnsigned;
import static io.clientele.analytics.codec.VarInt.writeSigned;
import static io.clientele.analytics.codec.VarInt.writeUnsigned;

import io.clientele.analytics.codec.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/**
 * What is remembered of a customer as bytes: 17 for a message that is named by a UUID, and 1 to 5
 * for its time, as a distance from the one before.
 */
public final class CustomerMemoryCodec implements Codec<CustomerMemory> {

    private static final int ALARM = 1;
    private static final int CANCELLATIONS_WAIT = 2;
    private static final int UUID_LENGTH = 36;
    private static final OrderMarkCodec ORDER = new OrderMarkCodec();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(CustomerMemory memory, DataOutput out) throws IOException {
        boolean alarm = memory.alarmAt != Long.MAX_VALUE;
        out.writeByte((alarm ? ALARM : 0) | (memory.cancellationsWait ? CANCELLATIONS_WAIT : 0));
        if (alarm) {
            writeSigned(memory.alarmAt, out);
        }
        writeUnsigned(memory.messages.size(), out);
        long previous = 0;
        for (Map.Entry<String, Long> message : memory.messages.entrySet()) {
            writeId(message.getKey(), out);
            writeSigned(message.getValue() - previous, out);
            previous = message.getValue();
        }
        writeUnsigned(memory.orders.size(), out);
        for (Map.Entry<String, OrderMark> order : memory.orders.entrySet()) {
            writeId(order.getKey(), out);
            ORDER.write(order.getValue(), out);
        }
    }

    @Override
    public CustomerMemory read(int version, DataInput in) throws IOException {
        CustomerMemory memory = new CustomerMemory();
        int flags = in.readByte();
        if ((flags & ALARM) != 0) {
            memory.alarmAt = readSigned(in);
        }
        memory.cancellationsWait = (flags & CANCELLATIONS_WAIT) != 0;
        long previous = 0;
        for (long messages = readUnsigned(in); messages > 0; messages--) {
            String id = readId(in);
            previous += readSigned(in);
            memory.messages.put(id, previous);
        }
        for (long orders = readUnsigned(in); orders > 0; orders--) {
            memory.orders.put(readId(in), ORDER.read(1, in));
        }
        return memory;
    }

    private static void writeId(String id, DataOutput out) throws IOException {
        boolean packed = isUuid(id);
        out.writeBoolean(packed);
        if (packed) {
            UUID uuid = UUID.fromString(id);
            out.writeLong(uuid.getMostSignificantBits());
            out.writeLong(uuid.getLeastSignificantBits());
        } else {
            out.writeUTF(id);
        }
    }

    private static String readId(DataInput in) throws IOException {
        return in.readBoolean() ? new UUID(in.readLong(), in.readLong()).toString() : in.readUTF();
    }

    /** In the canonical form, which comes back as it was, letter by letter. */
    private static boolean isUuid(String id) {
        if (id.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = id.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !digit) {
                return false;
            }
        }
        return true;
    }
}
