package io.clientele.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.model.ModelKind;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.analytics.value.FamilyChoice;
import io.clientele.job.RecordedShop.Results;
import io.clientele.job.RecordedShop.Telling;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job is stopped with a savepoint and goes on with more tasks, twice. */
class RescaleTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    private static final Settings SETTINGS =
            RecordedShop.SETTINGS.withModels(
                    new ModelSettings(
                            true,
                            100,
                            new ModelSettings.Value(FamilyChoice.AUTOMATIC, 3, 365, 0.1, 0.05),
                            new ModelSettings.Clusters(3, 3, ClusterFeatures.LOG_RFM.names(), 0.5),
                            new ModelSettings.Churn(7, 2)));

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"hashmap", "rocksdb"})
    void models_go_on_from_where_they_were_in_one_two_and_four_tasks(String backend)
            throws Exception {
        RecordedShop shop = shop();
        Telling smooth = new Telling("smooth " + backend);
        run(shop, backend, 1, Optional.empty(), smooth);

        Telling rescaled = new Telling("rescaled " + backend);
        String first = stoppedAfterAThird(shop, backend, 1, Optional.empty(), rescaled);
        int daysInOne = rescaled.models().elements().size();
        String second = stoppedAfterAThird(shop, backend, 2, Optional.of(first), rescaled);
        int daysInTwo = rescaled.models().elements().size() - daysInOne;
        run(shop, backend, 4, Optional.of(second), rescaled);

        List<Models> models = rescaled.models().elements();
        assertThat(List.of(daysInOne, daysInTwo, models.size() - daysInOne - daysInTwo))
                .as("days with models in 1, 2 and 4 tasks")
                .allSatisfy(days -> assertThat(days).isGreaterThan(5));
        assertThat(models).isEqualTo(smooth.models().elements());
        Models last = models.get(models.size() - 1);
        for (ModelKind kind : ModelKind.values()) {
            assertThat(kind.version(last)).as(kind.label()).get().matches(version -> version > 3);
        }
        assertThat(last.churn().orElseThrow().learnt()).isPositive();
        assertSame(rescaled, smooth);
    }

    private static void assertSame(Telling rescaled, Telling smooth) {
        Results results = rescaled.results();
        assertThat(results.profiles()).hasSizeGreaterThan(30);
        assertThat(results.profiles()).isEqualTo(smooth.results().profiles());
        assertThat(results.kpis()).isEqualTo(smooth.results().kpis());
        assertThat(results.moves()).containsExactlyInAnyOrderElementsOf(smooth.results().moves());
        assertThat(rescaled.vipMoves().elements())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(smooth.vipMoves().elements());
    }

    private static void run(
            RecordedShop shop,
            String backend,
            int parallelism,
            Optional<String> savepoint,
            Telling telling)
            throws Exception {
        var environment = environment(backend, parallelism, savepoint);
        shop.define(environment, RateLimiterStrategy.noOp(), SETTINGS, telling);
        environment.execute("to the end");
    }

    /** Where the savepoint is. */
    private String stoppedAfterAThird(
            RecordedShop shop,
            String backend,
            int parallelism,
            Optional<String> savepoint,
            Telling telling)
            throws Exception {
        var environment = environment(backend, parallelism, savepoint);
        shop.define(
                environment,
                RateLimiterStrategy.perCheckpoint(shop.size() / 30),
                SETTINGS,
                telling);
        int until = shop.seen() + shop.size() / 3;
        JobClient job = environment.executeAsync("a third");
        while (shop.seen() < until) {
            LockSupport.parkNanos(1_000_000);
        }
        return job.stopWithSavepoint(
                        false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
    }

    private static StreamExecutionEnvironment environment(
            String backend, int parallelism, Optional<String> savepoint) {
        Configuration configuration = LiveJob.requirements();
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        savepoint.ifPresent(path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        var environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        return environment;
    }

    /** Sixty days of enough customers for a model of each kind. */
    private RecordedShop shop() throws IOException {
        Path file = folder.resolve("records.jsonl.gz");
        Simulator simulator =
                new Simulator(SimulatorSettings.of(100, 4).startingAt(RecordedShop.START));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (SimulatedEvent event = simulator.next();
                    event.timestamp() <= RecordedShop.end();
                    event = simulator.next()) {
                out.write(event.value());
                out.write('\n');
            }
        }
        return new RecordedShop(file.toString());
    }
}
