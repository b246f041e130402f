package io.clientele.job.ledger;

import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.rfm.PopulationChange;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.state.LocalCombiner;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One customer's step in the population: where it stood, and where it stands from a day on.
 *
 * @param before empty for a new customer
 * @param after empty for one that was removed
 */
public record PopulationStep(long day, Optional<Standing> before, Optional<Standing> after) {

    /** Steps that add up to a change. */
    public static final class Steps
            implements LocalCombiner.Sums<PopulationStep, PopulationChange> {

        private final ShopCalendar calendar;
        private PopulationChange change = new PopulationChange();

        /** Steps on the days of a shop. */
        public Steps(ShopCalendar calendar) {
            this.calendar = calendar;
        }

        @Override
        public void add(PopulationStep step) {
            step.before().ifPresent(standing -> change.remove(step.day(), standing));
            step.after().ifPresent(standing -> change.add(step.day(), standing));
        }

        @Override
        public void drain(long watermark, Consumer<PopulationChange> out) {
            if (!change.isEmpty() && calendar.endOf(change.firstDay()) <= watermark) {
                out.accept(change);
                change = new PopulationChange();
            }
        }
    }
}
