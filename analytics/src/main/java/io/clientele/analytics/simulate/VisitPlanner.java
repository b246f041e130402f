package io.clientele.analytics.simulate;

import io.clientele.analytics.event.EventType;

/** Plans what people do in a visit. */
final class VisitPlanner {
    private final SimulatorSettings settings;
    private final VisitSettings usual;
    private final Catalogue catalogue;
    private final ShopNumbers numbers;
    private final AnomalySchedule anomalies;
    private final RandomDraws draws;

    VisitPlanner(
            SimulatorSettings settings,
            Catalogue catalogue,
            ShopNumbers numbers,
            AnomalySchedule anomalies,
            RandomDraws draws) {
        this.settings = settings;
        this.usual = settings.visits();
        this.catalogue = catalogue;
        this.numbers = numbers;
        this.anomalies = anomalies;
        this.draws = draws;
    }

    /** Whether somebody comes to buy, where not everybody does. */
    enum Purpose {
        BUY,
        LOOK
    }

    /** Starts a visit's session; nothing is in it yet. */
    void begin(Session session, String key, Cause cause) {
        session.begin(key, cause, numbers.nextVisit());
    }

    /** Plans a whole visit; the session has an order number if an order is made in it. */
    void plan(Session session, CustomerTraits traits, long start, Purpose purpose) {
        long time = start;
        if (draws.chance(0.12)) {
            session.add(EventType.PROMOTION_CLICKED, time, draws.random().nextInt(4), 0, 0);
            time = draws.later(time);
        }
        boolean buys = purpose == Purpose.BUY;
        boolean fillsCart = buys || draws.chance(usual.abandonedCartShare());
        if (fillsCart) {
            long amount = draws.orderAmount(settings.spend(), traits);
            session.cart.fill(amount, traits.favouriteCategory(), catalogue, draws.random());
            for (int line = 0; line < session.cart.lines; line++) {
                time = browse(session, traits, time, 0.45);
                time = addToCart(session, line, time);
            }
            charge(session, time);
            session.add(EventType.CART_VIEWED, time);
        } else {
            int product = popular(traits);
            session.add(EventType.PRODUCT_VIEWED, time, product, 1, catalogue.price(product));
            browse(session, traits, draws.later(time), 0.75);
        }
        if (buys) {
            checkOut(session, draws.later(time));
        } else if (fillsCart && draws.chance(0.3)) {
            session.add(EventType.CHECKOUT_STARTED, draws.later(time));
        }
    }

    /**
     * Plans an order of that amount made in a hurry, by people who know what they want.
     *
     * @param pause longest time from one step to the next, milliseconds
     */
    void hurry(Session session, long amount, int category, long start, int pause) {
        session.cart.fill(amount, category, catalogue, draws.random());
        long time = start;
        for (int line = 0; line < session.cart.lines; line++) {
            int product = session.cart.products[line];
            int quantity = session.cart.quantities[line];
            session.add(
                    EventType.PRODUCT_ADDED, time, product, quantity, session.cart.prices[line]);
            time += draws.among(500, pause);
        }
        charge(session, time);
        session.add(EventType.CHECKOUT_STARTED, time);
        order(session, time + draws.among(500, pause));
    }

    private long browse(Session session, CustomerTraits traits, long from, double more) {
        long time = from;
        while (draws.chance(more)) {
            int product = popular(traits);
            session.add(EventType.PRODUCT_VIEWED, time, product, 1, catalogue.price(product));
            time = draws.later(time);
            if (draws.chance(0.04)) {
                long price = catalogue.price(product);
                session.add(EventType.PRODUCT_ADDED, time, product, 1, price);
                time = draws.later(time);
                session.add(EventType.PRODUCT_REMOVED, time, product, 1, price);
                time = draws.later(time);
            }
        }
        return time;
    }

    private long addToCart(Session session, int line, long from) {
        int product = session.cart.products[line];
        int quantity = session.cart.quantities[line];
        session.add(EventType.PRODUCT_VIEWED, from, product, 1, catalogue.price(product));
        long time = draws.later(from);
        session.add(EventType.PRODUCT_ADDED, time, product, quantity, session.cart.prices[line]);
        return draws.later(time);
    }

    private void charge(Session session, long time) {
        anomalies
                .at(time, AnomalyKind.BAD_PRICE)
                .ifPresent(wrong -> session.reprice(wrong.strength()));
    }

    private void checkOut(Session session, long from) {
        long time = from;
        session.add(EventType.CHECKOUT_STARTED, time);
        time = draws.later(time);
        if (draws.chance(usual.couponShare())) {
            session.coupon = draws.random().nextInt(EventProperties.COUPONS);
            session.add(EventType.COUPON_APPLIED, time, session.coupon, 0, 0);
            time = draws.later(time);
        }
        order(session, time);
    }

    private void order(Session session, long time) {
        if (anomalies.at(time, AnomalyKind.OUTAGE).isEmpty()) {
            session.orderNumber = numbers.nextOrder();
            session.add(EventType.ORDER_COMPLETED, time);
        }
    }

    private int popular(CustomerTraits traits) {
        int category = Basket.category(traits.favouriteCategory(), draws.random());
        return catalogue.popular(category, draws.random().nextDouble());
    }
}
