package io.clientele.analytics.simulate.truth;

import io.clientele.analytics.simulate.WeekSeason;
import java.time.Instant;
import java.util.Optional;
import org.hipparchus.util.FastMath;

/**
 * A customer with an event in the run: the parameters that the customer acts by, and what became of
 * him. What others do on his account does not count here.
 *
 * @param customerId the {@code userId}
 * @param existing whether he had bought before the start, which no event shows
 * @param purchaseRate BG/NBD's lambda: purchases a week of mean business while he is there
 * @param dropoutProbability BG/NBD's p: of leaving after a repeat purchase, 0 to 1
 * @param spendScale Gamma-Gamma's nu, per whole unit of the currency
 * @param meanOrder what his orders are worth in the mean, in whole units of the currency
 * @param visitRate visits a week, with a purchase or without
 * @param favouriteCategory the category that he looks at most, by its name
 * @param orders his orders in the run
 * @param joinedAt his first order; empty if he had bought before, or has not yet
 * @param lastOrderAt his last order in the run; empty if there is none
 * @param leftAt his last order ever, after which he is gone; empty if he is still there at the end
 */
public record CustomerTruth(
        String customerId,
        boolean existing,
        double purchaseRate,
        double dropoutProbability,
        double spendScale,
        double meanOrder,
        double visitRate,
        String favouriteCategory,
        int orders,
        Optional<Instant> joinedAt,
        Optional<Instant> lastOrderAt,
        Optional<Instant> leftAt)
        implements TruthRecord {

    private static final WeekSeason SEASON = new WeekSeason();

    /** Whether he is still there at the end of the run. */
    public boolean alive() {
        return leftAt.isEmpty();
    }

    /** Whether he is still there at that instant: a customer leaves at his last order. */
    public boolean aliveAt(Instant instant) {
        return leftAt.map(instant::isBefore).orElse(true);
    }

    /**
     * How probable it is that he does not buy after an instant, up to another: 1 if he has left,
     * else exp(-lambda t), since nobody leaves but at a purchase (Fader, Hardie and Lee 2005,
     * section 2). No score of whoever does not know the truth can rank or calibrate better. The
     * time t is that of the shop's week, in which evenings count more than nights.
     *
     * @param cut when he is looked at; he must have joined by then, else the probability means
     *     nothing
     * @param horizon until when, not before the cut
     * @return 0 to 1
     * @throws IllegalArgumentException if the horizon is before the cut
     */
    public double noPurchaseProbability(Instant cut, Instant horizon) {
        if (horizon.isBefore(cut)) {
            throw new IllegalArgumentException(
                    "horizon: %s, expected not before the cut %s".formatted(horizon, cut));
        }
        if (!aliveAt(cut)) {
            return 1;
        }
        double weeks = SEASON.busyWeeks(cut.toEpochMilli(), horizon.toEpochMilli());
        return FastMath.exp(-purchaseRate * weeks);
    }
}
