package io.clientele.job.pattern;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.OrderCancelled;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.job.rfm.ProfileNews.DayEnded;
import java.util.Comparator;
import java.util.Optional;

/**
 * What waits until the watermark passes it.
 *
 * @param time milliseconds since 1970
 * @param event what happened in the shop; empty for a day's end
 * @param dayEnd the profile at a day's end; empty for an event
 */
record QueuedSignal(long time, Optional<CommerceEvent> event, Optional<DayEnded> dayEnd) {

    /** By time; at the same time events come before the day's end, by their ids. */
    static final Comparator<QueuedSignal> ORDER =
            Comparator.comparingLong(QueuedSignal::time)
                    .thenComparing(queued -> queued.dayEnd().isPresent())
                    .thenComparing(QueuedSignal::id);

    /** The signal as it waits; empty for one that does not. */
    static Optional<QueuedSignal> of(RuleSignal signal) {
        if (signal instanceof RuleSignal.Happened happened) {
            CommerceEvent event = happened.event();
            return Optional.of(
                    new QueuedSignal(
                            event.header().timestamp(), Optional.of(event), Optional.empty()));
        }
        return signal instanceof RuleSignal.ProfileTold told
                        && told.news() instanceof DayEnded ended
                ? Optional.of(
                        new QueuedSignal(
                                ended.profile().asOf(), Optional.empty(), Optional.of(ended)))
                : Optional.empty();
    }

    /** Whether it can change anything under the rules in force. */
    boolean concerns(RulesInForce rules) {
        if (event.isEmpty()) {
            return !rules.kept().isEmpty();
        }
        return rules.rules().concerns(event.get().type().eventName())
                || (movesMoney(event.get()) && !rules.kept().isEmpty());
    }

    private String id() {
        return event.map(happened -> happened.header().messageId()).orElse("");
    }

    private static boolean movesMoney(CommerceEvent event) {
        return event instanceof OrderCompleted
                || event instanceof OrderRefunded
                || event instanceof OrderCancelled;
    }
}
