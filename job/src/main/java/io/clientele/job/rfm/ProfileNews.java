package io.clientele.job.rfm;

import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.rfm.RfmGroup;
import java.util.Optional;

/**
 * What rules must hear of a customer's profile. It does not depend on the order in which a day's
 * events came.
 */
public sealed interface ProfileNews {

    /** Whose profile it is. */
    String customerId();

    /** Somebody has become a customer; nothing was known before. */
    record Began(String customerId) implements ProfileNews {}

    /**
     * A day has ended.
     *
     * @param profile as of the day's end
     * @param movedFrom the group before, if it was another one
     */
    record DayEnded(Profile profile, Optional<RfmGroup> movedFrom) implements ProfileNews {
        @Override
        public String customerId() {
            return profile.customerId();
        }
    }

    /** The customer was removed. */
    record Removed(String customerId) implements ProfileNews {}
}
