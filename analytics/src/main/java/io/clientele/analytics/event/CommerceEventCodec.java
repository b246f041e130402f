package io.clientele.analytics.event;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.codec.VarInt;
import io.clientele.analytics.event.EventHeader.IdentityKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Events in few bytes: one for the type and the kind of identity, then the header's texts and time,
 * then what the type carries, and last the details, if there are any.
 */
public final class CommerceEventCodec implements Codec<CommerceEvent> {

    private static final int VERSION = 2;
    private static final int KIND_SHIFT = 6;

    /** Details follow; version 1 had none, and left the bit at zero. */
    private static final int DETAILED = 1 << 5;

    private static final int TYPE_MASK = DETAILED - 1;

    private static final EventDetailCodec DETAILS = new EventDetailCodec();

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public void write(CommerceEvent event, DataOutput out) throws IOException {
        EventHeader header = event.header();
        boolean detailed = isDetailed(event);
        out.writeByte(
                code(header.kind()) << KIND_SHIFT | (detailed ? DETAILED : 0) | code(event.type()));
        ShortText.write(header.messageId(), out);
        boolean standsIn = header.identity().equals(header.messageId());
        ShortText.write(standsIn ? "" : header.identity(), out);
        VarInt.writeSigned(header.timestamp(), out);
        if (event instanceof OrderCompleted order) {
            ShortText.write(order.orderId(), out);
            VarInt.writeUnsigned(order.amount(), out);
            VarInt.writeUnsigned(order.tax(), out);
            VarInt.writeUnsigned(order.shipping(), out);
            VarInt.writeUnsigned(order.discount(), out);
            ShortText.write(order.coupon(), out);
            VarInt.writeUnsigned(order.units(), out);
            if (detailed) {
                DETAILS.write(order.details(), out);
            }
        } else if (event instanceof OrderRefunded refund) {
            ShortText.write(refund.orderId(), out);
            VarInt.writeUnsigned(refund.amount(), out);
        } else if (event instanceof OrderCancelled cancellation) {
            ShortText.write(cancellation.orderId(), out);
            out.writeBoolean(cancellation.amount().isPresent());
            if (cancellation.amount().isPresent()) {
                VarInt.writeUnsigned(cancellation.amount().getAsLong(), out);
            }
        } else if (detailed && event instanceof Interaction interaction) {
            DETAILS.write(interaction.product(), out);
        }
    }

    private static boolean isDetailed(CommerceEvent event) {
        return (event instanceof OrderCompleted order && !order.details().equals(OrderDetails.NONE))
                || (event instanceof Interaction interaction
                        && !interaction.product().equals(Product.UNKNOWN));
    }

    @Override
    public CommerceEvent read(int version, DataInput in) throws IOException {
        if (version < 1 || version > VERSION) {
            throw new IOException(
                    "version of an event: %d, expected 1 to %d".formatted(version, VERSION));
        }
        int first = in.readUnsignedByte();
        EventType type = type(first & TYPE_MASK);
        boolean detailed = (first & DETAILED) != 0;
        IdentityKind kind = kind(first >>> KIND_SHIFT);
        String messageId = ShortText.read(in);
        String identity = ShortText.read(in);
        long timestamp = VarInt.readSigned(in);
        EventHeader header =
                new EventHeader(
                        messageId, identity.isEmpty() ? messageId : identity, kind, timestamp);
        return switch (type) {
            case ORDER_COMPLETED ->
                    new OrderCompleted(
                            header,
                            ShortText.read(in),
                            VarInt.readUnsigned(in),
                            VarInt.readUnsigned(in),
                            VarInt.readUnsigned(in),
                            VarInt.readUnsigned(in),
                            ShortText.read(in),
                            VarInt.readUnsigned(in),
                            detailed ? DETAILS.readOrder(in) : OrderDetails.NONE);
            case ORDER_REFUNDED ->
                    new OrderRefunded(header, ShortText.read(in), VarInt.readUnsigned(in));
            case ORDER_CANCELLED ->
                    new OrderCancelled(
                            header,
                            ShortText.read(in),
                            in.readBoolean()
                                    ? OptionalLong.of(VarInt.readUnsigned(in))
                                    : OptionalLong.empty());
            default ->
                    detailed
                            ? new Interaction(header, type, DETAILS.readProduct(in))
                            : new Interaction(header, type);
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
}
