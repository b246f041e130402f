package io.clientele.quickstart.evaluate;

import io.clientele.analytics.ledger.Standing;
import io.clientele.job.Settings;
import io.clientele.job.StreamTypes;
import io.clientele.job.ingest.Admit;
import io.clientele.job.ingest.EventWatermarks;
import io.clientele.job.ledger.DropDuplicates;
import io.clientele.job.ledger.KeepLedger;
import io.clientele.job.ledger.StandingChange;
import io.clientele.job.state.WriteBackOperator;
import io.clientele.quickstart.format.FileLayout;
import io.clientele.quickstart.replay.EventFileSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Where customers stand from day to day, by the main job's own operators up to the ledger: what
 * models are trained on.
 *
 * @param changes by day and customer, where the customer stands from that day on; empty if removed
 */
record StandingsReplay(NavigableMap<Long, Map<String, Optional<Standing>>> changes) {

    /**
     * Runs the operators over a file.
     *
     * @param settings with the end of the last day as horizon
     */
    static StandingsReplay of(FileLayout layout, Path input, Settings settings, int parallelism)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        var environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        try (Collected<StandingChange> changes = Collected.of(any -> true)) {
            var source =
                    new EventFileSource(
                            layout,
                            input.toString(),
                            settings.currency(),
                            settings.detail(),
                            settings.horizon());
            var admitted =
                    environment
                            .fromSource(
                                    source, EventWatermarks.ofReplay(settings.disorder()), "file")
                            .setParallelism(1)
                            .uid("file")
                            .process(new Admit(), StreamTypes.ADMITTED)
                            .uid("admit")
                            .setParallelism(1);
            var events =
                    admitted.keyBy(one -> one.event().header().key())
                            .transform(
                                    "drop duplicates",
                                    StreamTypes.EVENT,
                                    WriteBackOperator.of(new DropDuplicates(settings)))
                            .uid("drop-duplicates");
            DataStreamUtils.reinterpretAsKeyedStream(events, event -> event.header().key())
                    .transform(
                            "keep ledger",
                            StreamTypes.STANDING_CHANGE,
                            WriteBackOperator.of(new KeepLedger(settings)))
                    .uid("keep-ledger")
                    .sinkTo(changes)
                    .name("standings")
                    .uid("standings");
            environment.execute("standings of " + input.getFileName());
            NavigableMap<Long, Map<String, Optional<Standing>>> byDay = new TreeMap<>();
            // A customer's changes come from one task, in their order: of a day the last stands.
            for (StandingChange change : changes.elements()) {
                byDay.computeIfAbsent(change.day(), any -> new TreeMap<>())
                        .put(change.customerId(), change.standing());
            }
            return new StandingsReplay(byDay);
        }
    }
}
