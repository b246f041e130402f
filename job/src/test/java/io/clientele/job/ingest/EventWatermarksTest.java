package io.clientele.job.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.job.SampleEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class EventWatermarksTest {

    private static final Duration DISORDER = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(20);
    private static final long TIME = SampleEvents.at(0, 12);

    private final ManualClock activity = new ManualClock();
    private final List<Long> watermarks = new ArrayList<>();
    private final WatermarkOutput output =
            new WatermarkOutput() {
                @Override
                public void emitWatermark(Watermark watermark) {
                    watermarks.add(watermark.getTimestamp());
                }

                @Override
                public void markIdle() {}

                @Override
                public void markActive() {}
            };

    @Test
    void a_live_topic_that_is_quiet_follows_the_wall_clock() {
        WatermarkGenerator<Incoming> generator =
                generator(EventWatermarks.ofLiveTopics(DISORDER, QUIET));
        see(TIME, generator);
        activity.advanceTime(QUIET);
        long before = System.currentTimeMillis();
        generator.onPeriodicEmit(output);
        assertThat(watermarks).hasSize(1);
        assertThat(watermarks.get(0)).isBetween(before - 10_001, System.currentTimeMillis());
    }

    @Test
    void a_job_that_is_held_up_does_not_take_what_waits_for_late() {
        WatermarkGenerator<Incoming> generator =
                generator(EventWatermarks.ofLiveTopics(DISORDER, QUIET));
        see(TIME, generator);
        activity.advanceTime(QUIET.minusMillis(1));
        // Held up for however long: the clock of the input's activity stands still meanwhile.
        generator.onPeriodicEmit(output);
        see(TIME + 1, generator);
        activity.advanceTime(QUIET.minusMillis(1));
        generator.onPeriodicEmit(output);
        assertThat(watermarks).containsExactly(TIME - 10_001, TIME - 10_000);
    }

    @Test
    void what_is_played_again_waits_for_the_next_event() {
        WatermarkGenerator<Incoming> generator =
                generator(EventWatermarks.ofTopics(DISORDER, QUIET));
        see(TIME, generator);
        generator.onPeriodicEmit(output);
        activity.advanceTime(Duration.ofDays(1));
        generator.onPeriodicEmit(output);
        assertThat(watermarks).containsOnly(TIME - 10_001);
    }

    private void see(long time, WatermarkGenerator<Incoming> generator) {
        generator.onEvent(SampleEvents.arrival(SampleEvents.visit("m", "c", time)), time, output);
    }

    private WatermarkGenerator<Incoming> generator(WatermarkStrategy<Incoming> strategy) {
        return strategy.createWatermarkGenerator(
                new WatermarkGeneratorSupplier.Context() {
                    @Override
                    public MetricGroup getMetricGroup() {
                        return new UnregisteredMetricsGroup();
                    }

                    @Override
                    public RelativeClock getInputActivityClock() {
                        return activity;
                    }
                });
    }
}
