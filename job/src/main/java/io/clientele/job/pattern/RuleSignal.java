package io.clientele.job.pattern;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.job.rfm.ProfileNews;

/** What the rules are shown of one customer. */
public sealed interface RuleSignal {

    /** Whose it is. */
    String customerId();

    /** Something happened in the shop. */
    record Happened(CommerceEvent event) implements RuleSignal {
        @Override
        public String customerId() {
            return event.header().identity();
        }
    }

    /** Something is new in the customer's profile. */
    record ProfileTold(ProfileNews news) implements RuleSignal {
        @Override
        public String customerId() {
            return news.customerId();
        }
    }
}
