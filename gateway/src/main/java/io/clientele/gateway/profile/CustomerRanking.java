package io.clientele.gateway.profile;

import io.clientele.gateway.GatewaySettings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * The customers of the greatest net amount, exact in bounded memory.
 *
 * <p>Only the best (1,000 unless configured) are tracked. Of all others one number is kept, the
 * <i>ceiling</i>: the greatest amount with which any customer was turned away or gave way. Nobody
 * who is not tracked has more than the ceiling, so tracked customers with at least that much stand
 * in their true order, up to ties with it. A tracked customer who falls stays tracked with the new
 * amount; one who is removed makes room. The top ten are exact as long as ten tracked customers
 * reach the ceiling: only when all but nine of them fell below it or were removed, without anyone
 * rising in their place, is that lost. Then {@link #wantsRebuilding()} says so, and reading the
 * compacted topic once more from its beginning makes the ranking exact again.
 *
 * <p>Safe for use by several threads.
 */
@Component
public class CustomerRanking {

    /** How many of the best are asked for. */
    public static final int SHOWN = 10;

    private static final Comparator<CustomerStanding> BEST_FIRST =
            Comparator.comparingLong(CustomerStanding::net)
                    .reversed()
                    .thenComparing(CustomerStanding::customerId);

    private final int capacity;
    private final Map<String, CustomerStanding> tracked = new HashMap<>();
    private final TreeSet<CustomerStanding> ordered = new TreeSet<>(BEST_FIRST);
    private OptionalLong ceiling = OptionalLong.empty();
    private List<CustomerStanding> best = List.of();
    private long version;

    /**
     * @param settings says how many customers are tracked
     */
    public CustomerRanking(GatewaySettings settings) {
        this.capacity = settings.trackedCustomers();
    }

    /** Takes a customer's newest standing. */
    public synchronized void update(CustomerStanding standing) {
        CustomerStanding before = tracked.remove(standing.customerId());
        if (before != null) {
            ordered.remove(before);
        }
        tracked.put(standing.customerId(), standing);
        ordered.add(standing);
        if (tracked.size() > capacity) {
            CustomerStanding least = ordered.pollLast();
            tracked.remove(least.customerId());
            raiseCeiling(least.net());
        }
        if (isAmongBest(standing) || (before != null && isAmongBest(before))) {
            noticeChange();
        }
    }

    /** Forgets a customer who was removed. */
    public synchronized void remove(String customerId) {
        CustomerStanding before = tracked.remove(customerId);
        if (before != null) {
            ordered.remove(before);
            noticeChange();
        }
    }

    /** The best, at most {@value #SHOWN}, the greatest net amount first. */
    public synchronized List<CustomerStanding> best() {
        return best;
    }

    /** Whether {@link #best()} is certain to be the best of all customers. */
    public synchronized boolean isExact() {
        return ceiling.isEmpty()
                || (best.size() == SHOWN && best.get(SHOWN - 1).net() >= ceiling.getAsLong());
    }

    /** Whether only reading all profiles again can tell who the best are. */
    public synchronized boolean wantsRebuilding() {
        return !isExact();
    }

    /**
     * Says that all profiles are now read again: forgets what is known of those that are not
     * tracked, since they come again.
     */
    public synchronized void rebuild() {
        ceiling = OptionalLong.empty();
    }

    /** Grows with every change of {@link #best()}. */
    public synchronized long version() {
        return version;
    }

    private boolean isAmongBest(CustomerStanding standing) {
        return best.size() < SHOWN || BEST_FIRST.compare(standing, best.get(SHOWN - 1)) <= 0;
    }

    private void noticeChange() {
        List<CustomerStanding> now = ordered.stream().limit(SHOWN).toList();
        if (!now.equals(best)) {
            best = now;
            version++;
        }
    }

    private void raiseCeiling(long net) {
        ceiling = OptionalLong.of(Math.max(ceiling.orElse(net), net));
    }
}
