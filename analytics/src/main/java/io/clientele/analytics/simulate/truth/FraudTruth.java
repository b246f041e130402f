package io.clientele.analytics.simulate.truth;

import io.clientele.analytics.simulate.FraudIncident;
import java.time.Instant;
import java.util.List;

/**
 * A planted fraud, as far as it is in the run.
 *
 * @param incident who, what and how much in all
 * @param start its first event
 * @param end its last event in the run
 * @param orders its orders in the run
 * @param refunds their refunds in the run
 * @param messageIds its events, in the order of their times
 */
public record FraudTruth(
        FraudIncident incident,
        Instant start,
        Instant end,
        int orders,
        int refunds,
        List<String> messageIds)
        implements TruthRecord {

    /** Copies the list. */
    public FraudTruth {
        messageIds = List.copyOf(messageIds);
    }

    /** Whether all of it is in the run. */
    public boolean complete() {
        return orders == incident.orders() && refunds == incident.refunds();
    }
}
