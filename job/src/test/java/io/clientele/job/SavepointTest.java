package io.clientele.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.job.RecordedShop.Results;
import io.clientele.job.RecordedShop.Telling;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every release so far has left behind is taken up by this one. */
class SavepointTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    static List<Arguments> releases() throws Exception {
        try (Stream<Path> releases = Files.list(folder("savepoints"))) {
            return releases.sorted()
                    .flatMap(
                            release ->
                                    Stream.of("hashmap", "rocksdb")
                                            .map(
                                                    backend ->
                                                            Arguments.of(
                                                                    release.getFileName()
                                                                            .toString(),
                                                                    backend)))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void a_savepoint_of_an_earlier_release_goes_on_as_if_nothing_had_been(
            String release, String backend) throws Exception {
        Path folder = folder("savepoints/" + release);
        RecordedShop shop = RecordedShop.in(folder);
        Results whole = run(shop, backend, Optional.empty());
        int before = shop.seen();
        Results rest = run(shop, backend, Optional.of(folder.resolve("state")));
        assertThat(shop.seen() - before)
                .as("records after the savepoint")
                .isBetween(shop.size() / 4, shop.size() * 3 / 4);

        assertThat(rest.profiles()).isEqualTo(endingLike(rest.profiles(), whole.profiles()));
        assertThat(rest.profiles()).hasSizeGreaterThan(30);
        long firstMove = rest.moves().stream().mapToLong(SavepointTest::at).min().orElseThrow();
        assertThat(rest.moves())
                .hasSizeGreaterThan(20)
                .containsExactlyInAnyOrderElementsOf(
                        whole.moves().stream().filter(move -> at(move) >= firstMove).toList());
        assertThat(rest.kpis()).hasSizeGreaterThan(500).isEqualTo(since(rest, whole));
        assertThat(rest.deadLetters()).isNotEmpty();
        assertThat(whole.deadLetters()).containsAll(rest.deadLetters());
    }

    /** Those who were removed before the savepoint are not told of again. */
    private static Map<String, String> endingLike(
            Map<String, String> rest, Map<String, String> whole) {
        Map<String, String> told = new TreeMap<>(whole);
        whole.forEach(
                (customer, update) -> {
                    if (!rest.containsKey(customer)) {
                        assertThat(update).as(customer).contains("Optional.empty");
                        told.remove(customer);
                    }
                });
        return told;
    }

    private static Map<String, KpiPoint> since(Results rest, Results whole) {
        var first =
                rest.kpis().values().stream()
                        .map(KpiPoint::time)
                        .min((one, other) -> one.compareTo(other))
                        .orElseThrow();
        Map<String, KpiPoint> since = new TreeMap<>(whole.kpis());
        since.values().removeIf(point -> point.time().isBefore(first));
        return since;
    }

    private static long at(SegmentMove move) {
        return move.profile().asOf();
    }

    private static Results run(RecordedShop shop, String backend, Optional<Path> savepoint)
            throws Exception {
        Configuration configuration = LiveJob.requirements();
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        savepoint.ifPresent(
                path ->
                        configuration.set(
                                StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
        var environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        Telling telling = new Telling(shop.file() + backend + savepoint.isPresent());
        shop.define(environment, RateLimiterStrategy.noOp(), telling);
        environment.execute("restored");
        return telling.results();
    }

    private static Path folder(String resource) throws URISyntaxException {
        URL url = SavepointTest.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IllegalStateException(resource + ": missing, expected on the class path");
        }
        return Path.of(url.toURI());
    }
}
