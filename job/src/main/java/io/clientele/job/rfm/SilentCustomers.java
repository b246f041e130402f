package io.clientele.job.rfm;

import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.rfm.RfmScore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the scores of silent customers are made of, as copies in memory: customers of whom nothing
 * has been told since a day's end that they were scored at. On most days most customers are silent
 * and keep their scores, and to see that takes no state.
 *
 * <p>State holds all of it as well. What is missing here, after a restore or because there are too
 * many, is read from there.
 *
 * <p>Not thread-safe.
 */
final class SilentCustomers {

    /** Some 50 MB, less than the timers of as many customers. */
    private static final int MOST = 250_000;

    private final int most;
    private final Map<String, Silent> held = new HashMap<>();

    private record Silent(
            Lifetime lifetime, WindowTotals longest, Optional<RfmScore> score, boolean vip) {}

    SilentCustomers() {
        this(MOST);
    }

    /**
     * @param most how many are held at most; of more than that, none is added
     */
    SilentCustomers(int most) {
        this.most = most;
    }

    /** A customer has been scored at a day's end, and nothing has been told since. */
    void hold(String id, CustomerScore customer) {
        if (held.size() < most || held.containsKey(id)) {
            Standing standing = customer.standing.orElseThrow();
            held.put(
                    id,
                    new Silent(
                            standing.lifetime(),
                            standing.longestWindow(),
                            customer.score,
                            customer.vip));
        }
    }

    /** Something is told of a customer. */
    void forget(String id) {
        held.remove(id);
    }

    /**
     * Whether a customer is known to be silent and to keep, at a day's end, the scores and the
     * membership of the one before.
     */
    boolean stays(String id, DayEnd end) {
        Silent silent = held.get(id);
        return silent != null && keepsScores(silent, end) && keepsMembership(silent, end);
    }

    private static boolean keepsScores(Silent silent, DayEnd end) {
        if (!silent.lifetime.hasOrdered() || end.bounds().isEmpty()) {
            return silent.score.isEmpty();
        }
        RfmScore now = end.bounds().get().score(silent.lifetime, silent.longest, end.day());
        return silent.score.isPresent() && silent.score.get().sameScoresAs(now);
    }

    private static boolean keepsMembership(Silent silent, DayEnd end) {
        return end.models().isEmpty()
                || end.models().get().isVip(silent.lifetime, end.day()) == silent.vip;
    }
}
