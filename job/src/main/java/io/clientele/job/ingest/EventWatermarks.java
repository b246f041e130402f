package io.clientele.job.ingest;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Watermarks that follow the events' own time: the latest seen so far, minus how much disorder is
 * expected. Dead letters move nothing.
 */
public final class EventWatermarks {

    private static final long STEP_MILLIS = 60_000;

    private EventWatermarks() {}

    /**
     * For a file: a watermark for each minute that the events' time advances, made by the events
     * alone, so that every run sees the same.
     */
    public static WatermarkStrategy<Incoming> ofReplay(Duration disorder) {
        return withTimestamps(
                WatermarkStrategy.forGenerator(context -> new ByEvent(disorder.toMillis())));
    }

    /**
     * For topics: a watermark every 200 ms.
     *
     * @param quiet after how long without a record the watermarks of a partition no longer hold up
     *     the others
     */
    public static WatermarkStrategy<Incoming> ofTopics(Duration disorder, Duration quiet) {
        return withTimestamps(
                WatermarkStrategy.<Incoming>forGenerator(
                                context -> new Periodic(disorder.toMillis()))
                        .withIdleness(quiet));
    }

    /**
     * For topics of a shop that is open now: like {@link #ofTopics}, and where nothing comes at all
     * the watermark follows the wall clock, so that windows close and days end. Time during which
     * the job itself is held up does not count as quiet.
     */
    public static WatermarkStrategy<Incoming> ofLiveTopics(Duration disorder, Duration quiet) {
        return withTimestamps(
                WatermarkStrategy.forGenerator(
                        context ->
                                new FollowingTheClock(
                                        disorder.toMillis(),
                                        quiet.toMillis(),
                                        context.getInputActivityClock())));
    }

    private static WatermarkStrategy<Incoming> withTimestamps(
            WatermarkStrategy<Incoming> strategy) {
        return strategy.withTimestampAssigner(
                (incoming, recordTime) ->
                        incoming instanceof Incoming.Arrival arrival
                                ? arrival.event().header().timestamp()
                                : Long.MIN_VALUE);
    }

    private static class Periodic implements WatermarkGenerator<Incoming> {
        final long disorder;
        long latest = Long.MIN_VALUE;

        Periodic(long disorder) {
            this.disorder = disorder;
        }

        @Override
        public void onEvent(Incoming incoming, long timestamp, WatermarkOutput output) {
            latest = Math.max(latest, timestamp);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            if (latest != Long.MIN_VALUE) {
                output.emitWatermark(new Watermark(latest - disorder - 1));
            }
        }
    }

    private static final class ByEvent extends Periodic {
        private long emitted = Long.MIN_VALUE;

        ByEvent(long disorder) {
            super(disorder);
        }

        @Override
        public void onEvent(Incoming incoming, long timestamp, WatermarkOutput output) {
            super.onEvent(incoming, timestamp, output);
            if (latest != Long.MIN_VALUE
                    && (emitted == Long.MIN_VALUE || latest - emitted >= STEP_MILLIS)) {
                emitted = latest;
                super.onPeriodicEmit(output);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // The wall clock has no say in a replay.
        }
    }

    private static final class FollowingTheClock extends Periodic {
        private final long quiet;
        private final RelativeClock activity;
        private long lastEventAt = Long.MIN_VALUE;

        FollowingTheClock(long disorder, long quiet, RelativeClock activity) {
            super(disorder);
            this.quiet = quiet;
            this.activity = activity;
        }

        @Override
        public void onEvent(Incoming incoming, long timestamp, WatermarkOutput output) {
            super.onEvent(incoming, timestamp, output);
            lastEventAt = activity.relativeTimeMillis();
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // This clock stands still under back-pressure: what waits to be read is not late.
            long now = activity.relativeTimeMillis();
            if (lastEventAt == Long.MIN_VALUE) {
                lastEventAt = now;
            }
            if (now - lastEventAt >= quiet) {
                latest = Math.max(latest, System.currentTimeMillis());
            }
            super.onPeriodicEmit(output);
        }
    }
}
