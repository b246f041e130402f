package io.clientele.analytics.simulate;

import java.util.concurrent.TimeUnit;

/**
 * {@link FraudKind#CARD_TESTING}: 12 to 40 orders of 2 to 6 % of the mean order, in ten minutes.
 */
final class CardTesting implements FraudScheme {
    private static final int FEWEST = 12;
    private static final int MOST = 40;

    private final Fraudsters fraudsters;
    private final FraudIncident incident;
    private int made;

    CardTesting(Fraudsters fraudsters) {
        this.fraudsters = fraudsters;
        int orders = fraudsters.draws.among(FEWEST, MOST);
        incident = fraudsters.onNewAccount(FraudKind.CARD_TESTING, orders, 0);
    }

    @Override
    public long uninterrupted() {
        return made == 0 ? TimeUnit.HOURS.toMillis(1) : 0;
    }

    @Override
    public long order(long time) {
        RandomDraws draws = fraudsters.draws;
        double amount = draws.between(0.02, 0.06) * fraudsters.settings.spend().mean();
        int category = draws.random().nextInt(Catalogue.CATEGORIES);
        Session session = fraudsters.begin(incident);
        fraudsters.planner.hurry(session, RandomDraws.minorUnits(amount), category, time, 1_500);
        fraudsters.agenda.add(session);
        made++;
        return made == incident.orders() ? NEVER : session.end() + draws.among(1_000, 10_000);
    }
}
