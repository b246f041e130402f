package io.clientele.job.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers lines into batches and writes them in order. While the store is away the calling thread
 * waits here: that is the back-pressure, and why a checkpoint holds only what is acknowledged.
 */
final class InfluxWriter implements SinkWriter<String> {

    private static final Logger LOG = LoggerFactory.getLogger(InfluxWriter.class);
    private static final long NONE = Long.MIN_VALUE;

    private final InfluxSettings settings;
    private final InfluxConnection connection;
    private final ProcessingTimeService clock;
    private final SplittableRandom jitter;
    private final Pause pause;

    private final Counter written;
    private final Counter retried;
    private final Counter refused;
    private final Counter batches;

    private final List<String> lines = new ArrayList<>();
    private long bytes;
    private Optional<ScheduledFuture<?>> timer = Optional.empty();

    // Read by the thread that reports metrics.
    private volatile long oldestArrival = NONE;

    /** How the writer waits between attempts. */
    @FunctionalInterface
    interface Pause {
        void await(Duration time) throws InterruptedException;
    }

    InfluxWriter(
            InfluxSettings settings,
            ProcessingTimeService clock,
            MetricGroup metrics,
            int subtask,
            Pause pause) {
        this.settings = settings;
        this.connection = new InfluxConnection(settings);
        this.clock = clock;
        this.jitter = new SplittableRandom(settings.backoff().seed() + subtask);
        this.pause = pause;
        written = metrics.counter("pointsWritten");
        retried = metrics.counter("pointsRetried");
        refused = metrics.counter("pointsRefused");
        batches = metrics.counter("batchesWritten");
        metrics.gauge("oldestUnwrittenPointAgeMs", this::oldestUnwrittenPointAge);
    }

    @Override
    public void write(String line, Context context) throws IOException, InterruptedException {
        int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
        if (bytes + length > settings.batch().bytes()) {
            writeOut();
        }
        if (lines.isEmpty()) {
            startAgeing();
        }
        lines.add(line);
        bytes += length;
        if (lines.size() >= settings.batch().points()) {
            writeOut();
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writeOut();
    }

    @Override
    public void close() {
        timer.ifPresent(scheduled -> scheduled.cancel(false));
        connection.close();
    }

    private void startAgeing() {
        oldestArrival = clock.getCurrentProcessingTime();
        timer =
                Optional.of(
                        clock.registerTimer(
                                oldestArrival + settings.batch().age().toMillis(),
                                now -> writeOut()));
    }

    private void writeOut() throws IOException, InterruptedException {
        timer.ifPresent(scheduled -> scheduled.cancel(false));
        timer = Optional.empty();
        if (lines.isEmpty()) {
            return;
        }
        deliver(lines);
        lines.clear();
        bytes = 0;
        oldestArrival = NONE;
    }

    /** Halves a refused batch until the refused points are alone, and keeps their order. */
    private void deliver(List<String> batch) throws IOException, InterruptedException {
        Optional<String> refusal = send(batch);
        if (refusal.isEmpty()) {
            written.inc(batch.size());
            batches.inc();
        } else if (batch.size() == 1) {
            refused.inc();
            LOG.warn(
                    "{} refused this point, it is set aside: {} ({})",
                    settings.destination(),
                    batch.get(0),
                    refusal.get());
        } else {
            int half = batch.size() / 2;
            deliver(batch.subList(0, half));
            deliver(batch.subList(half, batch.size()));
        }
    }

    /** Sends the batch until the store takes or refuses it; the reason if it is refused. */
    private Optional<String> send(List<String> batch) throws IOException, InterruptedException {
        long failures = 0;
        while (true) {
            Answer answer = connection.write(batch);
            if (answer instanceof Answer.Unavailable away) {
                failures++;
                waitBeforeRetry(batch, away, failures);
                continue;
            }
            if (failures > 0) {
                LOG.info(
                        "{} answers again after {} failed attempts",
                        settings.destination(),
                        failures);
            }
            if (answer instanceof Answer.Rejected rejected) {
                throw new IOException(
                        "%s rejects every write, expected a URL, org, bucket and token that it knows: %s"
                                .formatted(settings.destination(), rejected.reason()));
            }
            return answer instanceof Answer.Refused refusal
                    ? Optional.of(refusal.reason())
                    : Optional.empty();
        }
    }

    private void waitBeforeRetry(List<String> batch, Answer.Unavailable away, long failures)
            throws IOException, InterruptedException {
        if (failures > settings.backoff().retries()) {
            throw new IOException(
                    "%s did not take %d points in %d attempts: %s"
                            .formatted(
                                    settings.destination(), batch.size(), failures, away.reason()));
        }
        Duration wait = wait(away, failures);
        // The 1st, 2nd, 4th, 8th ... failure: an outage of an hour makes a dozen lines.
        if (Long.bitCount(failures) == 1) {
            LOG.warn(
                    "{} is not available, attempt {} of {} points, next in {} ms: {}",
                    settings.destination(),
                    failures,
                    batch.size(),
                    wait.toMillis(),
                    away.reason());
        }
        pause.await(wait);
        retried.inc(batch.size());
    }

    // After Retry-After every writer would come at once: the jitter is added to it.
    private Duration wait(Answer.Unavailable away, long failures) {
        long bound = settings.backoff().bound(failures).toMillis();
        Duration drawn = Duration.ofMillis(jitter.nextLong(bound + 1));
        return away.retryAfter().orElse(Duration.ZERO).plus(drawn);
    }

    private long oldestUnwrittenPointAge() {
        long arrival = oldestArrival;
        return arrival == NONE ? 0 : clock.getCurrentProcessingTime() - arrival;
    }
}
