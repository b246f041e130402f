package io.clientele.analytics.simulate;

import io.clientele.analytics.event.EventType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well512a;
import org.hipparchus.util.FastMath;

/**
 * A shop that never closes: gives its events one after the other, in event-time order, without end.
 *
 * <p>A customer's visits are a Poisson process whose rate is that of the purchases times one more
 * than {@link VisitSettings#perPurchase}; each is with equal probability the one with a purchase,
 * which leaves the purchases a Poisson process, as BG/NBD has it. Who leaves is replaced by a new
 * customer under a new number.
 *
 * <p>Not safe for use by several threads. Memory: about 150 bytes a customer.
 */
public final class Simulator {
    private static final long SECOND = 1_000;
    private static final double MINUTE = 60_000;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    /** 10 million units of the currency: the Gamma-Gamma model's tail has no end of its own. */
    private static final double LARGEST_ORDER = 1e9;

    private final SimulatorSettings settings;
    private final WeekSeason season = new WeekSeason();
    private final Catalogue catalogue;
    private final EventProperties properties;
    private final CustomerTraits.Source traitsSource;
    private final Well512a random;
    private final RandomDataGenerator draws;

    private final CustomerTraits[] traits;
    private final long[] numbers;
    private final boolean[] joined;
    private long customersSoFar;
    private long visitorsSoFar;
    private long visitsSoFar;
    private long ordersSoFar;
    private long ticketsSoFar;
    private long sequence;

    private final TimeHeap visits;
    private final TimeHeap sessionSteps = new TimeHeap(1024);
    private final Pool<Session> sessions = new Pool<>();
    private final ArrayDeque<Session> spareSessions = new ArrayDeque<>();
    private final TimeHeap followUpTimes = new TimeHeap(1024);
    private final Pool<FollowUp> followUps = new Pool<>();

    /** Opens the shop. */
    public Simulator(SimulatorSettings settings) {
        this.settings = settings;
        catalogue = new Catalogue(settings.products(), 100 * settings.spend().mean());
        properties = new EventProperties(catalogue, settings.seed(), settings.currency());
        traitsSource = new CustomerTraits.Source(settings);
        random = new Well512a(CustomerTraits.mix(settings.seed()));
        draws = RandomDataGenerator.of(random);
        int customers = settings.customers();
        traits = new CustomerTraits[customers];
        numbers = new long[customers];
        joined = new boolean[customers];
        visits = new TimeHeap(customers);
        double existing = settings.existingShare() * customers;
        for (int place = 0; place < customers; place++) {
            joined[place] = place < existing;
            settle(place);
            double wait =
                    joined[place]
                            ? visitWait(place)
                            : random.nextDouble() * settings.joinWeeks() * WeekSeason.WEEK;
            visits.add(season.after(settings.startMillis(), wait), place);
        }
    }

    /** The next event. There always is one. */
    public SimulatedEvent next() {
        while (true) {
            long visit = visits.time();
            long step = sessionSteps.time();
            long followUp = followUpTimes.time();
            if (visit <= step && visit <= followUp) {
                visit(visits.id(), visit);
            } else if (step <= followUp) {
                return nextStep(step);
            } else {
                return nextFollowUp(followUp);
            }
        }
    }

    private SimulatedEvent nextStep(long time) {
        int id = sessionSteps.id();
        Session session = sessions.get(id);
        byte[] value = properties.write(sequence++, session, session.next);
        String key = session.key;
        session.next++;
        if (session.next < session.steps) {
            sessionSteps.delayFirst(session.times[session.next]);
        } else {
            sessionSteps.removeFirst();
            spareSessions.push(sessions.remove(id));
        }
        return new SimulatedEvent(key, value, time);
    }

    private SimulatedEvent nextFollowUp(long time) {
        int id = followUpTimes.id();
        FollowUp followUp = followUps.remove(id);
        followUpTimes.removeFirst();
        if (followUp.type() == EventType.SUPPORT_TICKET_OPENED) {
            follow(
                    season.after(time, exponential(1.5 * DAY)),
                    new FollowUp(
                            EventType.SUPPORT_TICKET_RESOLVED,
                            followUp.key(),
                            followUp.identity(),
                            followUp.visitor(),
                            followUp.number(),
                            followUp.basket()));
        }
        byte[] value = properties.write(sequence++, followUp, time);
        return new SimulatedEvent(followUp.key(), value, time);
    }

    /** A customer comes; strangers come as often as the settings say. */
    private void visit(int place, long start) {
        CustomerTraits customer = traits[place];
        boolean repeat = joined[place];
        joined[place] = true;
        VisitSettings usual = settings.visits();
        boolean buys = !repeat || chance(1 / (1 + usual.perPurchase()));
        String userId = String.format(Locale.ROOT, "c%07d", numbers[place]);
        long end = plan(userId, false, customer, start, buys);
        if (buys && repeat && chance(customer.dropoutProbability())) {
            settle(place);
            joined[place] = false;
            double wait = exponential(settings.replacementDays() * DAY);
            visits.delayFirst(season.after(end, wait));
        } else {
            visits.delayFirst(Math.max(season.after(start, visitWait(place)), end + SECOND));
        }
        while (chance(usual.anonymousShare())) {
            long visitor = ++visitorsSoFar;
            String anonymousId =
                    Long.toHexString(
                            CustomerTraits.mix(settings.seed() ^ Long.rotateLeft(visitor, 32)));
            long arrival = start + (long) exponential(10 * MINUTE);
            plan(
                    anonymousId,
                    true,
                    traitsSource.of(-visitor),
                    arrival,
                    chance(usual.guestOrderShare()));
        }
    }

    /** Gives the place of one who left to the next new customer. */
    private void settle(int place) {
        numbers[place] = ++customersSoFar;
        traits[place] = traitsSource.of(customersSoFar);
    }

    private double visitWait(int place) {
        double perWeek = traits[place].purchaseRate() * (1 + settings.visits().perPurchase());
        return exponential(WeekSeason.WEEK / perWeek);
    }

    /** Plans a visit, and what comes of its order; gives the time of its last event. */
    private long plan(
            String key, boolean visitor, CustomerTraits traits, long start, boolean buys) {
        Session session = spareSessions.isEmpty() ? new Session() : spareSessions.pop();
        session.begin(key, visitor, ++visitsSoFar);
        long time = start;
        if (chance(0.12)) {
            session.add(EventType.PROMOTION_CLICKED, time, random.nextInt(4), 0, 0);
            time = later(time);
        }
        boolean fillsCart = buys || chance(settings.visits().abandonedCartShare());
        if (fillsCart) {
            session.cart.fill(orderAmount(traits), traits.favouriteCategory(), catalogue, random);
            for (int line = 0; line < session.cart.lines; line++) {
                time = browse(session, traits, time, 0.45);
                time = addToCart(session, line, time);
            }
            session.add(EventType.CART_VIEWED, time);
        } else {
            int product = popular(traits);
            session.add(EventType.PRODUCT_VIEWED, time, product, 1, catalogue.price(product));
            browse(session, traits, later(time), 0.75);
        }
        if (buys) {
            order(session, later(time));
        } else if (fillsCart && chance(0.3)) {
            session.add(EventType.CHECKOUT_STARTED, later(time));
        }
        sessionSteps.add(start, sessions.add(session));
        return session.end();
    }

    private long browse(Session session, CustomerTraits traits, long from, double more) {
        long time = from;
        while (chance(more)) {
            int product = popular(traits);
            session.add(EventType.PRODUCT_VIEWED, time, product, 1, catalogue.price(product));
            time = later(time);
            if (chance(0.04)) {
                long price = catalogue.price(product);
                session.add(EventType.PRODUCT_ADDED, time, product, 1, price);
                time = later(time);
                session.add(EventType.PRODUCT_REMOVED, time, product, 1, price);
                time = later(time);
            }
        }
        return time;
    }

    private long addToCart(Session session, int line, long from) {
        int product = session.cart.products[line];
        int quantity = session.cart.quantities[line];
        session.add(EventType.PRODUCT_VIEWED, from, product, 1, catalogue.price(product));
        long time = later(from);
        session.add(EventType.PRODUCT_ADDED, time, product, quantity, session.cart.prices[line]);
        return later(time);
    }

    private void order(Session session, long from) {
        VisitSettings usual = settings.visits();
        session.orderNumber = ++ordersSoFar;
        long time = from;
        session.add(EventType.CHECKOUT_STARTED, time);
        time = later(time);
        if (chance(usual.couponShare())) {
            session.coupon = random.nextInt(EventProperties.COUPONS);
            session.add(EventType.COUPON_APPLIED, time, session.coupon, 0, 0);
            time = later(time);
        }
        session.add(EventType.ORDER_COMPLETED, time);
        comesOf(session, time);
    }

    private void comesOf(Session session, long ordered) {
        VisitSettings usual = settings.visits();
        Basket bought = session.cart.copy();
        double fate = random.nextDouble();
        if (fate < usual.refundShare()) {
            Basket back = chance(0.5) ? bought : bought.only(random.nextInt(bought.lines));
            double wait = DAY + exponential(11 * DAY);
            follow(session, EventType.ORDER_REFUNDED, season.after(ordered, wait), back);
        } else if (fate < usual.refundShare() + usual.cancelShare()) {
            Basket named = chance(0.5) ? bought : new Basket();
            double wait = exponential(4 * HOUR);
            follow(session, EventType.ORDER_CANCELLED, season.after(ordered, wait), named);
        }
        if (chance(usual.reviewShare())) {
            Basket reviewed = bought.only(random.nextInt(bought.lines));
            double wait = 2 * DAY + exponential(6 * DAY);
            follow(session, EventType.PRODUCT_REVIEWED, season.after(ordered, wait), reviewed);
        }
        if (chance(usual.supportShare())) {
            double wait = exponential(4 * DAY);
            follow(session, EventType.SUPPORT_TICKET_OPENED, season.after(ordered, wait), bought);
        }
    }

    private void follow(Session session, EventType type, long time, Basket basket) {
        long number =
                type == EventType.SUPPORT_TICKET_OPENED ? ++ticketsSoFar : session.orderNumber;
        follow(
                time,
                new FollowUp(type, session.key, session.identity, session.visitor, number, basket));
    }

    private void follow(long time, FollowUp followUp) {
        followUpTimes.add(time, followUps.add(followUp));
    }

    private int popular(CustomerTraits traits) {
        int category = Basket.category(traits.favouriteCategory(), random);
        return catalogue.popular(category, random.nextDouble());
    }

    /** Gamma(p, nu) of Gamma-Gamma, in whole minor units. */
    private long orderAmount(CustomerTraits traits) {
        double amount = draws.nextGamma(settings.spend().p(), 1 / traits.spendScale());
        return Math.max(1, FastMath.round(Math.min(100 * amount, LARGEST_ORDER)));
    }

    private long later(long time) {
        return time + SECOND + (long) exponential(40_000.0);
    }

    private double exponential(double mean) {
        return -FastMath.log(1 - random.nextDouble()) * mean;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Things under small numbers, which are used again. */
    private static final class Pool<T> {
        private final List<T> things = new ArrayList<>();
        private int[] free = new int[64];
        private int freeCount;

        int add(T thing) {
            if (freeCount == 0) {
                things.add(thing);
                return things.size() - 1;
            }
            int id = free[--freeCount];
            things.set(id, thing);
            return id;
        }

        T get(int id) {
            return things.get(id);
        }

        T remove(int id) {
            if (freeCount == free.length) {
                free = Arrays.copyOf(free, 2 * freeCount);
            }
            free[freeCount++] = id;
            return things.set(id, null);
        }
    }
}
