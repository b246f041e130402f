package io.clientele.analytics.simulate;

import java.util.concurrent.TimeUnit;

/**
 * {@link FraudKind#ACCOUNT_TAKEOVER}: 3 to 6 orders in about an hour, each four to eight times the
 * customer's mean order and at least three times the shop's, mostly of a category that is not the
 * customer's.
 */
final class AccountTakeover implements FraudScheme {
    private static final int FEWEST = 3;
    private static final int MOST = 6;
    private static final int MINUTE = 60_000;

    private final Fraudsters fraudsters;
    private final FraudIncident incident;
    private final double ownMean;
    private final int category;
    private int made;

    AccountTakeover(Fraudsters fraudsters, Customer victim) {
        this.fraudsters = fraudsters;
        RandomDraws draws = fraudsters.draws;
        incident = fraudsters.onAccountOf(victim, draws.among(FEWEST, MOST));
        ownMean = fraudsters.settings.spend().p() / victim.traits().spendScale();
        int others = draws.among(1, Catalogue.CATEGORIES - 1);
        category = (victim.traits().favouriteCategory() + others) % Catalogue.CATEGORIES;
    }

    @Override
    public long uninterrupted() {
        return made == 0 ? TimeUnit.HOURS.toMillis(3) : 0;
    }

    @Override
    public long order(long time) {
        RandomDraws draws = fraudsters.draws;
        double amount =
                Math.max(
                        draws.between(4, 8) * ownMean,
                        draws.between(3, 6) * fraudsters.settings.spend().mean());
        Session session = fraudsters.begin(incident);
        fraudsters.planner.hurry(session, RandomDraws.minorUnits(amount), category, time, 20_000);
        fraudsters.agenda.add(session);
        made++;
        return made == incident.orders()
                ? NEVER
                : session.end() + draws.among(4 * MINUTE, 12 * MINUTE);
    }
}
