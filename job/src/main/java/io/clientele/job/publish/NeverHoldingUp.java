package io.clientele.job.publish;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * A topic that nobody writes to must not stop event time; and where events pause, it must not be
 * what event time follows. So it counts as idle throughout.
 */
final class NeverHoldingUp<T> implements WatermarkGenerator<T> {

    static <T> WatermarkStrategy<T> strategy() {
        return WatermarkStrategy.<T>forGenerator(context -> new NeverHoldingUp<>());
    }

    @Override
    public void onEvent(T record, long timestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.markIdle();
    }
}
