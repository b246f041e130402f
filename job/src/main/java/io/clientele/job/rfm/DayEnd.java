package io.clientele.job.rfm;

import io.clientele.analytics.model.Models;
import io.clientele.analytics.rfm.RfmBounds;
import java.util.Optional;

/**
 * What customers are scored on as of the end of a day. The parts come from different operators.
 *
 * @param bounds of the population
 * @param models as they were trained up to then
 */
public record DayEnd(long day, Optional<RfmBounds> bounds, Optional<Models> models) {

    /** A day of which nothing is known. */
    static DayEnd unknown(long day) {
        return new DayEnd(day, Optional.empty(), Optional.empty());
    }

    /** A day of which only the bounds are known. */
    public static DayEnd of(RfmBounds bounds) {
        return new DayEnd(bounds.day(), Optional.of(bounds), Optional.empty());
    }

    /** A day of which only the models are known. */
    public static DayEnd of(Models models) {
        return new DayEnd(models.day(), Optional.empty(), Optional.of(models));
    }

    /** A day that has not ended, and what customers are scored by in it. */
    public static DayEnd before(long day, Optional<Models> models) {
        return new DayEnd(day, Optional.empty(), models);
    }

    /** Both parts of the same day. */
    DayEnd and(DayEnd other) {
        return new DayEnd(day, other.bounds.or(() -> bounds), other.models.or(() -> models));
    }
}
