package io.clientele.job.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** Processing time that passes when a test says so. */
final class ManualClock implements ProcessingTimeService, AutoCloseable {

    private record Timer(long at, ProcessingTimeCallback callback, ScheduledFuture<?> handle) {}

    private final ScheduledThreadPoolExecutor handles = new ScheduledThreadPoolExecutor(1);
    private final List<Timer> timers = new ArrayList<>();
    private long now = 1_000_000;

    @Override
    public long getCurrentProcessingTime() {
        return now;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
        // Never runs by itself: it only remembers whether it was cancelled.
        ScheduledFuture<?> handle = handles.schedule(() -> {}, 1, TimeUnit.DAYS);
        timers.add(new Timer(timestamp, target, handle));
        return handle;
    }

    void advance(long milliseconds) throws Exception {
        now += milliseconds;
        for (Timer timer : List.copyOf(timers)) {
            if (timer.at() <= now) {
                timers.remove(timer);
                if (!timer.handle().isCancelled()) {
                    timer.callback().onProcessingTime(timer.at());
                }
            }
        }
    }

    @Override
    public void close() {
        handles.shutdownNow();
    }
}
