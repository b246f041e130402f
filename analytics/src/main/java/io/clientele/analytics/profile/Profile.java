package io.clientele.analytics.profile;

import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.model.Insight;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.analytics.rfm.RfmScore;
import java.util.Optional;

/**
 * All that is known of a customer at a moment.
 *
 * @param customerId the shop's {@code userId}
 * @param asOf the moment, milliseconds since 1970
 * @param day the moment's day
 * @param standing what the ledger says as of that day, which may have been said on an earlier one
 * @param score the scores; empty for a customer without an order, and before the first day has
 *     ended
 * @param insight what the models say
 */
public record Profile(
        String customerId,
        long asOf,
        long day,
        Standing standing,
        Optional<RfmScore> score,
        Insight insight) {

    /** The same with what the models say. */
    public Profile with(Insight newest) {
        return new Profile(customerId, asOf, day, standing, score, newest);
    }

    /** The group: that of the scores; customers without an order are prospects. */
    public Optional<RfmGroup> group() {
        return standing.lifetime().hasOrdered()
                ? score.map(RfmScore::group)
                : Optional.of(RfmGroup.PROSPECTS);
    }
}
