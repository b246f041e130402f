package io.clientele.analytics.simulate;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Those who defraud the shop. They draw from a stream of random numbers of their own, so that the
 * customers do the same with them and without.
 */
final class Fraudsters {
    /** Whoever is taken over has so much of a history in the events. */
    private static final int ORDERS_BEFORE_TAKEOVER = 3;

    private static final double HALF_A_DAY = TimeUnit.HOURS.toMillis(12);

    final SimulatorSettings settings;
    final RandomDraws draws;
    final VisitPlanner planner;
    final AfterSales afterSales;
    final Agenda agenda;
    final WeekSeason season;

    private final ShopNumbers numbers;
    private final AnomalySchedule anomalies;
    private final List<FraudKind> kinds;
    private final TimeHeap times = new TimeHeap(16);
    private final Pool<FraudScheme> schemes = new Pool<>();
    private long incidents;
    private int takeoversDue;

    Fraudsters(
            SimulatorSettings settings,
            Catalogue catalogue,
            WeekSeason season,
            ShopNumbers numbers,
            AnomalySchedule anomalies,
            AfterSales afterSales,
            Agenda agenda) {
        this.settings = settings;
        this.season = season;
        this.numbers = numbers;
        this.anomalies = anomalies;
        this.afterSales = afterSales;
        this.agenda = agenda;
        draws = new RandomDraws(settings.seed() ^ 0x6672617564L);
        planner = new VisitPlanner(settings, catalogue, numbers, anomalies, draws);
        kinds = List.copyOf(settings.fraud().kinds());
    }

    /** When something is to be planned next, {@link Long#MAX_VALUE} if nothing is. */
    long time() {
        return times.time();
    }

    /** Plans what is to be planned next. */
    void plan() {
        long time = times.time();
        FraudScheme scheme = schemes.get(times.id());
        long needed = scheme.uninterrupted();
        Optional<Anomaly> outage =
                needed == 0
                        ? Optional.empty()
                        : anomalies
                                .at(time, AnomalyKind.OUTAGE)
                                .or(() -> anomalies.next(AnomalyKind.OUTAGE, time, needed));
        long next =
                outage.isPresent()
                        ? outage.get().endMillis() + draws.among(1, 3_600_000)
                        : scheme.order(time);
        if (next == FraudScheme.NEVER) {
            schemes.remove(times.id());
            times.removeFirst();
        } else {
            times.delayFirst(next);
        }
    }

    /** A customer has ordered, as often as that since the start: a fraud may begin. */
    void notice(Customer customer, int orders, long time) {
        if (kinds.isEmpty()) {
            return;
        }
        if (draws.chance(settings.fraud().share())) {
            switch (kinds.get(draws.random().nextInt(kinds.size()))) {
                case CARD_TESTING -> start(time, new CardTesting(this));
                case REFUND_ABUSE -> start(time, new RefundAbuse(this));
                case ACCOUNT_TAKEOVER -> takeoversDue++;
            }
        }
        if (takeoversDue > 0 && orders >= ORDERS_BEFORE_TAKEOVER) {
            takeoversDue--;
            start(time, new AccountTakeover(this, customer));
        }
    }

    private void start(long time, FraudScheme scheme) {
        times.add(time + (long) draws.exponential(HALF_A_DAY), schemes.add(scheme));
    }

    FraudIncident onNewAccount(FraudKind kind, int orders, int refunds) {
        String account = Customer.id(numbers.nextAccount());
        return new FraudIncident(
                ++incidents, kind, FraudIncident.Account.NEW, account, orders, refunds);
    }

    FraudIncident onAccountOf(Customer victim, int orders) {
        return new FraudIncident(
                ++incidents,
                FraudKind.ACCOUNT_TAKEOVER,
                FraudIncident.Account.EXISTING,
                victim.id(),
                orders,
                0);
    }

    Session begin(FraudIncident incident) {
        Session session = agenda.blankSession();
        planner.begin(session, incident.customerId(), incident);
        return session;
    }
}
