package io.clientele.job.delivery;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes lines of line protocol, with timestamps in milliseconds, to whatever takes {@code
 * /api/v2/write}: InfluxDB 1.8, 2 and 3, QuestDB.
 *
 * <p>At least once, and once in effect: a point that is written again replaces itself. A checkpoint
 * and the end of the input wait until every point is acknowledged. While the store is away the job
 * waits; a point that the store cannot store is logged, counted and left out. The job fails only
 * when the store does not accept the settings.
 *
 * <p>Metrics of the writer: {@code pointsWritten}, {@code pointsRetried} (once for each time a
 * point is sent again), {@code pointsRefused}, {@code batchesWritten} and {@code
 * oldestUnwrittenPointAgeMs}.
 */
public final class InfluxSink implements Sink<String> {

    private final InfluxSettings settings;

    /** A sink that writes where the settings say. */
    public InfluxSink(InfluxSettings settings) {
        this.settings = settings;
    }

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
        return new InfluxWriter(
                settings,
                context.getProcessingTimeService(),
                context.metricGroup(),
                context.getTaskInfo().getIndexOfThisSubtask(),
                wait -> TimeUnit.MILLISECONDS.sleep(wait.toMillis()));
    }
}
