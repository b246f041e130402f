package io.clientele.quickstart.replay;

import io.clientele.analytics.event.Detail;
import io.clientele.job.CustomerIntelligence;
import io.clientele.job.Destinations;
import io.clientele.job.Settings;
import io.clientele.job.ingest.EventWatermarks;
import io.clientele.job.pattern.RuleFeed;
import io.clientele.quickstart.format.FileLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main job over a file, in this process.
 *
 * @param lastInstant events later than this, milliseconds since 1970, are passed over
 * @param rules texts of rules by their names; without any, no rules are run
 */
public record Replay(
        FileLayout layout,
        Path input,
        long lastInstant,
        SortedMap<String, String> rules,
        Settings settings) {

    private static final Duration PROGRESS_EVERY = Duration.ofMillis(500);

    /**
     * Runs the job to its end.
     *
     * @param progress is told how many records have been read, now and then
     * @return what the job's operators counted, by name
     * @throws ExecutionException if the job failed
     */
    public Map<String, Long> run(ReplayOutput output, int parallelism, LongConsumer progress)
            throws Exception {
        return run(output.destinations(settings), parallelism, progress);
    }

    /**
     * Runs the job to its end, with results that go anywhere.
     *
     * @param progress is told how many records have been read, now and then
     * @return what the job's operators counted, by name
     * @throws ExecutionException if the job failed
     */
    public Map<String, Long> run(Destinations to, int parallelism, LongConsumer progress)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, PROGRESS_EVERY);
        var environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        var source =
                new EventFileSource(
                        layout,
                        input.toString(),
                        settings.currency(),
                        rules.isEmpty() ? settings.detail() : Detail.FULL,
                        lastInstant);
        var incoming =
                environment
                        .fromSource(source, EventWatermarks.ofReplay(settings.disorder()), "file")
                        .setParallelism(1)
                        .uid("file");
        CustomerIntelligence.define(
                incoming,
                rules.isEmpty() ? Optional.empty() : Optional.of(RuleFeed.of(environment, rules)),
                settings,
                to);
        JobClient job = environment.executeAsync("replay of " + input.getFileName());
        return counts(waitFor(job, progress));
    }

    private static JobExecutionResult waitFor(JobClient job, LongConsumer progress)
            throws ExecutionException, InterruptedException {
        var result = job.getJobExecutionResult();
        while (true) {
            try {
                return result.get(PROGRESS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                progress.accept(recordsRead(job));
            }
        }
    }

    static long recordsRead(JobClient job) throws InterruptedException {
        try {
            return (Long) job.getAccumulators().get().getOrDefault("records", 0L);
        } catch (IllegalStateException | ExecutionException notNow) {
            // It is starting, or has just ended and taken its cluster with it: the result tells.
            return 0;
        }
    }

    private static Map<String, Long> counts(JobExecutionResult result) {
        Map<String, Long> counts = new TreeMap<>();
        result.getAllAccumulatorResults()
                .forEach((name, value) -> counts.put(name, ((Number) value).longValue()));
        return counts;
    }
}
