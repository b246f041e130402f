package io.clientele.analytics.simulate;

import io.clientele.analytics.simulate.VisitPlanner.Purpose;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A shop: gives its events one after the other, in event-time order; without end, unless nobody is
 * replaced who leaves.
 *
 * <p>A customer's visits are a Poisson process whose rate is that of the purchases times one more
 * than {@link VisitSettings#perPurchase}; each is with equal probability the one with a purchase,
 * which leaves the purchases a Poisson process, as BG/NBD has it. Who leaves is replaced by a new
 * customer under a new number.
 *
 * <p>Fraud and anomalies draw from streams of random numbers of their own. Fraud changes nothing of
 * what customers do, only the numbers that are counted up.
 *
 * <p>Not safe for use by several threads. Memory: about 150 bytes a customer.
 */
public final class Simulator {
    private static final long SECOND = 1_000;
    private static final double MINUTE = 60_000;
    private static final double DAY = TimeUnit.DAYS.toMillis(1);

    private final SimulatorSettings settings;
    private final WeekSeason season = new WeekSeason();
    private final ShopNumbers numbers = new ShopNumbers();
    private final CustomerTraits.Source traitsSource;
    private final AnomalySchedule anomalies;
    private final RandomDraws draws;
    private final RandomDraws plantedDraws;
    private final VisitPlanner planner;
    private final VisitPlanner crowdPlanner;
    private final AfterSales afterSales;
    private final Agenda agenda;
    private final Fraudsters fraudsters;

    private final Customer[] customers;
    private final boolean[] joined;
    private final int[] orders;
    private final TimeHeap visits;
    private long customersSoFar;

    /** Opens the shop. */
    public Simulator(SimulatorSettings settings) {
        this.settings = settings;
        Catalogue catalogue = new Catalogue(settings.products(), 100 * settings.spend().mean());
        traitsSource = new CustomerTraits.Source(settings);
        anomalies = new AnomalySchedule(settings);
        draws = new RandomDraws(settings.seed());
        plantedDraws = new RandomDraws(settings.seed() ^ 0x706c616e746564L);
        planner = new VisitPlanner(settings, catalogue, numbers, anomalies, draws);
        crowdPlanner = new VisitPlanner(settings, catalogue, numbers, anomalies, plantedDraws);
        afterSales =
                new AfterSales(settings.visits(), season, numbers, anomalies, draws, plantedDraws);
        agenda =
                new Agenda(
                        new EventProperties(catalogue, settings.seed(), settings.currency()),
                        afterSales);
        fraudsters =
                new Fraudsters(settings, catalogue, season, numbers, anomalies, afterSales, agenda);
        int places = settings.customers();
        customers = new Customer[places];
        joined = new boolean[places];
        orders = new int[places];
        visits = new TimeHeap(places);
        open();
    }

    private void open() {
        double existing = settings.existingShare() * customers.length;
        for (int place = 0; place < customers.length; place++) {
            joined[place] = place < existing;
            settle(place);
            double wait =
                    joined[place]
                            ? visitWait(place)
                            : draws.random().nextDouble() * settings.joinWeeks() * WeekSeason.WEEK;
            visits.add(season.after(settings.startMillis(), wait), place);
        }
    }

    /** Whether there is another event: always, unless nobody is replaced who leaves. */
    public boolean hasNext() {
        return Math.min(visits.time(), Math.min(agenda.time(), fraudsters.time())) < Long.MAX_VALUE;
    }

    /**
     * The next event.
     *
     * @throws NoSuchElementException if everybody has left
     */
    public SimulatedEvent next() {
        while (true) {
            long visit = visits.time();
            long fraud = fraudsters.time();
            long planned = agenda.time();
            if (visit <= planned && visit <= fraud) {
                if (visit == Long.MAX_VALUE) {
                    throw new NoSuchElementException("everybody has left");
                }
                visit(visits.id(), visit);
            } else if (fraud <= planned) {
                fraudsters.plan();
            } else {
                return agenda.next();
            }
        }
    }

    /** A customer comes; strangers come as often as the settings say. */
    private void visit(int place, long start) {
        Customer customer = customers[place];
        boolean repeat = joined[place];
        VisitSettings usual = settings.visits();
        boolean buys = !repeat || draws.chance(1 / (1 + usual.perPurchase()));
        Session session = agenda.blankSession();
        planner.begin(session, customer.id(), customer);
        plan(planner, session, customer.traits(), start, buys ? Purpose.BUY : Purpose.LOOK);
        long end = session.end();
        boolean ordered = session.ordered();
        if (ordered) {
            joined[place] = true;
            orders[place]++;
            fraudsters.notice(customer, orders[place], end);
        }
        if (ordered && repeat && draws.chance(customer.traits().dropoutProbability())) {
            session.orderCause = new Departure(customer);
            replace(place, end);
        } else if (joined[place]) {
            visits.delayFirst(Math.max(season.after(start, visitWait(place)), end + SECOND));
        } else {
            long open = anomalies.at(end).map(Anomaly::endMillis).orElse(end);
            visits.delayFirst(season.after(open, draws.exponential(DAY)));
        }
        while (draws.chance(usual.anonymousShare())) {
            long arrival = start + (long) draws.exponential(10 * MINUTE);
            stranger(planner, draws, arrival, usual.guestOrderShare());
        }
        crowd(start);
    }

    /** In a flash sale more strangers come with each customer, and buy. */
    private void crowd(long start) {
        Optional<Anomaly> sale = anomalies.at(start, AnomalyKind.FLASH_SALE);
        if (sale.isPresent()) {
            double more = (sale.get().strength() - 1) / (1 + settings.visits().perPurchase());
            int buyers = (int) more + (plantedDraws.chance(more - (int) more) ? 1 : 0);
            for (int buyer = 0; buyer < buyers; buyer++) {
                long arrival = start + (long) plantedDraws.exponential(10 * MINUTE);
                stranger(crowdPlanner, plantedDraws, arrival, 1);
            }
        }
    }

    private void stranger(
            VisitPlanner planner, RandomDraws draws, long arrival, double orderShare) {
        long visitor = numbers.nextVisitor();
        String anonymousId =
                Long.toHexString(
                        CustomerTraits.mix(settings.seed() ^ Long.rotateLeft(visitor, 32)));
        Session session = agenda.blankSession();
        planner.begin(session, anonymousId, Stranger.STRANGER);
        CustomerTraits traits = traitsSource.of(-visitor);
        Purpose purpose = draws.chance(orderShare) ? Purpose.BUY : Purpose.LOOK;
        plan(planner, session, traits, arrival, purpose);
    }

    private void plan(
            VisitPlanner planner,
            Session session,
            CustomerTraits traits,
            long start,
            Purpose purpose) {
        planner.plan(session, traits, start, purpose);
        if (session.ordered()) {
            afterSales.follow(session, agenda);
        }
        agenda.add(session);
    }

    /** Somebody has left: another comes, unless nobody is to. */
    private void replace(int place, long end) {
        if (settings.replacementDays() == SimulatorSettings.NEVER) {
            visits.removeFirst();
            return;
        }
        settle(place);
        joined[place] = false;
        double wait = draws.exponential(settings.replacementDays() * DAY);
        visits.delayFirst(season.after(end, wait));
    }

    /** Gives the place to the next new customer. */
    private void settle(int place) {
        customers[place] =
                new Customer(
                        numbers.nextAccount(), traitsSource.of(++customersSoFar), joined[place]);
        orders[place] = 0;
    }

    private double visitWait(int place) {
        double perWeek =
                customers[place].traits().purchaseRate() * (1 + settings.visits().perPurchase());
        return draws.exponential(WeekSeason.WEEK / perWeek);
    }
}
