package io.clientele.analytics.simulate;

import io.clientele.analytics.event.EventType;
import java.util.EnumMap;
import java.util.Map;

/** What each kind of event says, by Segment's e-commerce specification. */
final class EventProperties {
    private static final String[] COUPON_CODES = {"WELCOME5", "SPRING10", "FRIENDS15"};
    private static final int[] COUPON_PERCENT = {5, 10, 15};
    private static final String[] PROMOTIONS = {"home-banner", "newsletter", "search", "social"};
    private static final String[] TOPICS = {"delivery", "damage", "invoice", "return"};

    /** How many coupons there are. */
    static final int COUPONS = COUPON_CODES.length;

    private static final int TAX_PERCENT = 8;
    private static final long SHIPPING = 495;
    private static final long FREE_SHIPPING_FROM = 5_000;

    private static final byte[] COMMA = EventWriter.ascii(",");
    private static final byte[] TOTAL = EventWriter.ascii(",\"total\":");
    private static final byte[] REVENUE = EventWriter.ascii(",\"revenue\":");
    private static final byte[] VALUE = EventWriter.ascii(",\"value\":");
    private static final byte[] TAX = EventWriter.ascii(",\"tax\":");
    private static final byte[] SHIPPING_FIELD = EventWriter.ascii(",\"shipping\":");
    private static final byte[] DISCOUNT = EventWriter.ascii(",\"discount\":");
    private static final byte[] COUPON = EventWriter.ascii(",\"coupon\":\"");
    private static final byte[] COUPON_ID = EventWriter.ascii("\"coupon_id\":\"");
    private static final byte[] PROMOTION_ID = EventWriter.ascii("\"promotion_id\":\"");
    private static final byte[] TOPIC = EventWriter.ascii(",\"topic\":\"");
    private static final byte[] RATING = EventWriter.ascii(",\"rating\":");

    private final EventWriter out;
    private final byte[] order;
    private final byte[] cart;
    private final byte[] review;
    private final byte[] ticket;

    EventProperties(Catalogue catalogue, long seed, String currency) {
        out = new EventWriter(catalogue, seed, currency);
        String shop = Long.toHexString(seed) + '-';
        order = EventWriter.ascii("\"order_id\":\"o-" + shop);
        cart = EventWriter.ascii("\"cart_id\":\"k-" + shop);
        review = EventWriter.ascii("\"review_id\":\"r-" + shop);
        ticket = EventWriter.ascii("\"ticket_id\":\"t-" + shop);
    }

    /** Writes a step of a visit. */
    byte[] write(long sequence, Session session, int step) {
        EventType type = session.types[step];
        out.begin(sequence, name(type), session.identity, session.visitor, session.times[step]);
        int subject = session.subjects[step];
        switch (type) {
            case PRODUCT_VIEWED, PRODUCT_ADDED, PRODUCT_REMOVED -> {
                out.reference(cart, session.cartNumber).text(COMMA).currency().text(COMMA);
                out.product(subject, session.quantities[step], session.prices[step]);
            }
            case CART_VIEWED, CHECKOUT_STARTED -> {
                out.reference(cart, session.cartNumber).text(COMMA).currency();
                out.text(VALUE).money(session.cart.amount()).products(session.cart);
            }
            case COUPON_APPLIED -> {
                out.reference(cart, session.cartNumber).text(COMMA);
                out.text(COUPON_ID).text(COUPON_NAMES[subject]).quote();
                out.text(DISCOUNT).money(discount(session));
            }
            case PROMOTION_CLICKED -> out.text(PROMOTION_ID).text(PROMOTION_NAMES[subject]).quote();
            case ORDER_COMPLETED -> orderCompleted(session);
            default -> throw new IllegalStateException("not a step of a visit: " + type);
        }
        return out.end();
    }

    /** Writes what came of an order. */
    byte[] write(long sequence, FollowUp followUp, long time) {
        EventType type = followUp.type();
        Basket basket = followUp.basket();
        out.begin(sequence, name(type), followUp.identity(), followUp.visitor(), time);
        switch (type) {
            case ORDER_REFUNDED, ORDER_CANCELLED -> {
                out.reference(order, followUp.number()).text(COMMA).currency();
                if (basket.lines > 0) {
                    out.text(TOTAL).money(basket.amount()).products(basket);
                }
            }
            case PRODUCT_REVIEWED -> {
                out.reference(review, followUp.number()).text(COMMA);
                out.product(basket.products[0], basket.quantities[0], basket.prices[0]);
                // mostly content, and the same on every run
                long lot = CustomerTraits.mix(followUp.number());
                out.text(RATING).number(5 - Long.numberOfTrailingZeros(lot | 0x10));
            }
            case SUPPORT_TICKET_OPENED, SUPPORT_TICKET_RESOLVED -> {
                out.reference(ticket, followUp.number());
                int topic = (int) (followUp.number() % TOPICS.length);
                out.text(TOPIC).text(TOPIC_NAMES[topic]).quote();
            }
            default -> throw new IllegalStateException("does not come of an order: " + type);
        }
        return out.end();
    }

    private void orderCompleted(Session session) {
        long amount = session.cart.amount();
        long discount = discount(session);
        long shipping = amount < FREE_SHIPPING_FROM ? SHIPPING : 0;
        long tax = amount * TAX_PERCENT / 100;
        out.reference(order, session.orderNumber).text(COMMA);
        out.reference(cart, session.cartNumber).text(COMMA).currency();
        out.text(TOTAL).money(amount - discount + shipping + tax);
        out.text(REVENUE).money(amount);
        out.text(TAX).money(tax);
        out.text(SHIPPING_FIELD).money(shipping);
        out.text(DISCOUNT).money(discount);
        if (session.coupon >= 0) {
            out.text(COUPON).text(COUPON_NAMES[session.coupon]).quote();
        }
        out.products(session.cart);
    }

    private static long discount(Session session) {
        return session.coupon < 0
                ? 0
                : session.cart.amount() * COUPON_PERCENT[session.coupon] / 100;
    }

    private static final byte[][] COUPON_NAMES = ascii(COUPON_CODES);
    private static final byte[][] PROMOTION_NAMES = ascii(PROMOTIONS);
    private static final byte[][] TOPIC_NAMES = ascii(TOPICS);
    private static final Map<EventType, byte[]> EVENT_NAMES = eventNames();

    private static byte[] name(EventType type) {
        return EVENT_NAMES.get(type);
    }

    private static Map<EventType, byte[]> eventNames() {
        Map<EventType, byte[]> names = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            names.put(type, EventWriter.ascii(type.eventName()));
        }
        return names;
    }

    private static byte[][] ascii(String[] texts) {
        byte[][] bytes = new byte[texts.length][];
        for (int index = 0; index < texts.length; index++) {
            bytes[index] = EventWriter.ascii(texts[index]);
        }
        return bytes;
    }
}
