package io.clientele.quickstart.feed;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** When the next event is due. */
final class Pacer {
    /** What a stalled broker held up is not made up for beyond that. */
    private static final double MOST_BEHIND = TimeUnit.SECONDS.toNanos(1);

    private final Pace pace;

    /** When the first event would have been due, nanoseconds. */
    private double origin;

    private long events;
    private OptionalLong firstTimestamp = OptionalLong.empty();
    private double offset;

    Pacer(Pace pace, long now) {
        this.pace = pace;
        this.origin = now;
    }

    /**
     * How long the next event has to wait.
     *
     * @param now nanoseconds of a steady clock
     * @return nanoseconds, 0 if it is due
     */
    long wait(FeedEvent event, long now) {
        if (pace instanceof Pace.Unlimited) {
            return 0;
        }
        if (pace instanceof Pace.Rate rate) {
            offset = 1e9 / rate.perSecond() * events++;
        } else if (pace instanceof Pace.Speed speed && event.timestamp().isPresent()) {
            long timestamp = event.timestamp().getAsLong();
            if (firstTimestamp.isEmpty()) {
                firstTimestamp = event.timestamp();
            }
            double sinceFirst = (double) timestamp - (double) firstTimestamp.getAsLong();
            offset = Math.max(offset, sinceFirst * 1e6 / speed.factor());
        }
        double wait = origin + offset - now;
        if (wait < -MOST_BEHIND) {
            origin -= wait + MOST_BEHIND;
        }
        return (long) Math.max(wait, 0);
    }
}
