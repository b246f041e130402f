package io.clientele.analytics.simulate;

import java.util.concurrent.TimeUnit;

/**
 * {@link FraudKind#REFUND_ABUSE}: 6 to 12 orders, one to five days apart, of which at least three
 * quarters are refunded in full, one to six days later. The visits look like everybody's.
 */
final class RefundAbuse implements FraudScheme {
    private static final int FEWEST = 6;
    private static final int MOST = 12;
    private static final double DAY = TimeUnit.DAYS.toMillis(1);

    private final Fraudsters fraudsters;
    private final FraudIncident incident;
    private final CustomerTraits traits;
    private int ordersLeft;
    private int refundsLeft;

    RefundAbuse(Fraudsters fraudsters) {
        this.fraudsters = fraudsters;
        RandomDraws draws = fraudsters.draws;
        ordersLeft = draws.among(FEWEST, MOST);
        refundsLeft = ordersLeft - draws.among(0, ordersLeft / 4);
        incident = fraudsters.onNewAccount(FraudKind.REFUND_ABUSE, ordersLeft, refundsLeft);
        SpendSettings spend = fraudsters.settings.spend();
        double scale = spend.p() / (draws.between(1, 3) * spend.mean());
        traits = new CustomerTraits(0, 0, scale, draws.random().nextInt(Catalogue.CATEGORIES));
    }

    @Override
    public long uninterrupted() {
        return TimeUnit.HOURS.toMillis(2);
    }

    @Override
    public long order(long time) {
        RandomDraws draws = fraudsters.draws;
        Session session = fraudsters.begin(incident);
        fraudsters.planner.plan(session, traits, time, VisitPlanner.Purpose.BUY);
        fraudsters.agenda.add(session);
        if (session.ordered()) {
            if (draws.chance((double) refundsLeft / ordersLeft)) {
                refundsLeft--;
                long back = session.end() + (long) (draws.between(1, 6) * DAY);
                fraudsters.afterSales.refund(session, back, fraudsters.agenda);
            }
            ordersLeft--;
        }
        double pause = draws.between(1, 5) * DAY;
        return ordersLeft == 0 ? NEVER : fraudsters.season.after(session.end(), pause);
    }
}
