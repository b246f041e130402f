package io.clientele.analytics.event;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.codec.VarInt;
import io.clientele.analytics.event.EventHeader.IdentityKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Events in few bytes: one for the type and the kind of identity, then the header's texts and time,
 * then what the type carries.
 *
 * <p>A text of Latin-1 characters takes a byte for each, any other two for each; it comes back as
 * it was, whatever it holds.
 */
public final class CommerceEventCodec implements Codec<CommerceEvent> {

    private static final int VERSION = 1;
    private static final int KIND_SHIFT = 6;
    private static final int TYPE_MASK = (1 << KIND_SHIFT) - 1;

    /** A text that claims to be longer was not written here. */
    private static final int MOST_TEXT_UNITS = 1 << 16;

    private static final char LAST_LATIN_1 = '\u00ff';

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public void write(CommerceEvent event, DataOutput out) throws IOException {
        EventHeader header = event.header();
        out.writeByte(code(header.kind()) << KIND_SHIFT | code(event.type()));
        writeText(header.messageId(), out);
        boolean standsIn = header.identity().equals(header.messageId());
        writeText(standsIn ? "" : header.identity(), out);
        VarInt.writeSigned(header.timestamp(), out);
        if (event instanceof OrderCompleted order) {
            writeText(order.orderId(), out);
            VarInt.writeUnsigned(order.amount(), out);
            VarInt.writeUnsigned(order.tax(), out);
            VarInt.writeUnsigned(order.shipping(), out);
            VarInt.writeUnsigned(order.discount(), out);
            writeText(order.coupon(), out);
            VarInt.writeUnsigned(order.units(), out);
        } else if (event instanceof OrderRefunded refund) {
            writeText(refund.orderId(), out);
            VarInt.writeUnsigned(refund.amount(), out);
        } else if (event instanceof OrderCancelled cancellation) {
            writeText(cancellation.orderId(), out);
            out.writeBoolean(cancellation.amount().isPresent());
            if (cancellation.amount().isPresent()) {
                VarInt.writeUnsigned(cancellation.amount().getAsLong(), out);
            }
        }
    }

    @Override
    public CommerceEvent read(int version, DataInput in) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "version of an event: %d, expected %d".formatted(version, VERSION));
        }
        int first = in.readUnsignedByte();
        EventType type = type(first & TYPE_MASK);
        IdentityKind kind = kind(first >>> KIND_SHIFT);
        String messageId = readText(in);
        String identity = readText(in);
        long timestamp = VarInt.readSigned(in);
        EventHeader header =
                new EventHeader(
                        messageId, identity.isEmpty() ? messageId : identity, kind, timestamp);
        return switch (type) {
            case ORDER_COMPLETED ->
                    new OrderCompleted(
                            header,
                            readText(in),
                            VarInt.readUnsigned(in),
                            VarInt.readUnsigned(in),
                            VarInt.readUnsigned(in),
                            VarInt.readUnsigned(in),
                            readText(in),
                            VarInt.readUnsigned(in));
            case ORDER_REFUNDED -> new OrderRefunded(header, readText(in), VarInt.readUnsigned(in));
            case ORDER_CANCELLED ->
                    new OrderCancelled(
                            header,
                            readText(in),
                            in.readBoolean()
                                    ? OptionalLong.of(VarInt.readUnsigned(in))
                                    : OptionalLong.empty());
            default -> new Interaction(header, type);
        };
    }

    /** What a type is written as: never an ordinal, which a new type may shift. */
    private static int code(EventType type) {
        return switch (type) {
            case OTHER -> 0;
            case ORDER_COMPLETED -> 1;
            case ORDER_REFUNDED -> 2;
            case ORDER_CANCELLED -> 3;
            case PRODUCT_VIEWED -> 4;
            case PRODUCT_ADDED -> 5;
            case PRODUCT_REMOVED -> 6;
            case CART_VIEWED -> 7;
            case CHECKOUT_STARTED -> 8;
            case COUPON_APPLIED -> 9;
            case PRODUCT_REVIEWED -> 10;
            case PROMOTION_CLICKED -> 11;
            case SUPPORT_TICKET_OPENED -> 12;
            case SUPPORT_TICKET_RESOLVED -> 13;
            case CAMPAIGN_SENT -> 14;
            case CAMPAIGN_OPENED -> 15;
            case CAMPAIGN_CLICKED -> 16;
        };
    }

    private static final EventType[] TYPES = new EventType[TYPE_MASK + 1];

    static {
        for (EventType type : EventType.values()) {
            TYPES[code(type)] = type;
        }
    }

    private static EventType type(int code) throws IOException {
        EventType type = TYPES[code];
        if (type == null) {
            throw new IOException("type of an event: %d, which none is written as".formatted(code));
        }
        return type;
    }

    private static int code(IdentityKind kind) {
        return switch (kind) {
            case USER -> 0;
            case ANONYMOUS -> 1;
            case MESSAGE -> 2;
        };
    }

    private static IdentityKind kind(int code) throws IOException {
        return switch (code) {
            case 0 -> IdentityKind.USER;
            case 1 -> IdentityKind.ANONYMOUS;
            case 2 -> IdentityKind.MESSAGE;
            default ->
                    throw new IOException(
                            "kind of an identity: %d, expected 0 to 2".formatted(code));
        };
    }

    /** The length in UTF-16 units times two, plus one if a unit takes two bytes; then the units. */
    private static void writeText(String text, DataOutput out) throws IOException {
        if (text.length() > MOST_TEXT_UNITS) {
            throw new IOException(
                    "a text of %d characters, expected at most %d"
                            .formatted(text.length(), MOST_TEXT_UNITS));
        }
        boolean wide = isWide(text);
        VarInt.writeUnsigned((long) text.length() << 1 | (wide ? 1 : 0), out);
        if (wide) {
            out.writeChars(text);
        } else {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static String readText(DataInput in) throws IOException {
        long written = VarInt.readUnsigned(in);
        boolean wide = (written & 1) == 1;
        long length = written >>> 1;
        if (length > MOST_TEXT_UNITS) {
            throw new IOException(
                    "a text of %d characters, expected at most %d"
                            .formatted(length, MOST_TEXT_UNITS));
        }
        if (wide) {
            char[] units = new char[(int) length];
            for (int i = 0; i < units.length; i++) {
                units[i] = in.readChar();
            }
            return new String(units);
        }
        byte[] bytes = new byte[(int) length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static boolean isWide(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_LATIN_1) {
                return true;
            }
        }
        return false;
    }
}
