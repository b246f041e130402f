package io.clientele.analytics.value;

import io.clientele.analytics.ledger.Lifetime;
import java.util.HashMap;
import java.util.Map;

/**
 * A value model's estimates for many customers: what they share, because they have bought as often
 * in as many days, is computed once. The estimates are those of {@link ValueModel#estimate}, to the
 * bit.
 *
 * <p>Not thread-safe.
 */
public final class ValueEstimator {

    private static final int MOST_KNOWN = 1 << 16;

    private final ValueModel model;
    private final Map<Key, Outlook> known = new HashMap<>();

    private record Key(long repeats, double observed) {}

    /** An estimator that has computed nothing yet. */
    public ValueEstimator(ValueModel model) {
        this.model = model;
    }

    /** The model that it estimates by. */
    public ValueModel model() {
        return model;
    }

    /**
     * What a customer is expected to do and to be worth, as of a day's end.
     *
     * @param lifetime of a customer with an order
     * @throws IllegalArgumentException if the customer has no order
     */
    public ValueEstimate estimate(Lifetime lifetime, long day) {
        PurchaseHistory history = ValueModel.history(lifetime, day);
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        Outlook outlook =
                known.computeIfAbsent(
                        new Key(history.repeats(), history.observed()),
                        any -> model.outlook(history));
        return model.estimate(lifetime, history, outlook);
    }
}
