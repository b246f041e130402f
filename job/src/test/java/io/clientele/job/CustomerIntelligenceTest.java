package io.clientele.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSource;
import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.model.Insight;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.profile.VipMove;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.analytics.value.FamilyChoice;
import io.clientele.job.anomaly.AnomalySettings;
import io.clientele.job.ingest.DeadLetter;
import io.clientele.job.ingest.EventWatermarks;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.IncomingCodec;
import io.clientele.job.pattern.RuleFeed;
import io.clientele.job.rfm.ProfileUpdate;
import io.clientele.rules.shipped.RuleLibrary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole dataflow on a small cluster, over events at random. */
class CustomerIntelligenceTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    private static final Duration DISORDER = Duration.ofHours(36);

    /** A panel that leaves some out, and churn that shows within the days. */
    private static final ModelSettings MODELS =
            new ModelSettings(
                    true,
                    50,
                    new ModelSettings.Value(FamilyChoice.AUTOMATIC, 60, 365, 0.1, 0.05),
                    new ModelSettings.Clusters(3, 3, ClusterFeatures.LOG_RFM.names(), 0.5),
                    new ModelSettings.Churn(20, 5));

    /** Removes customers after a year, so that some of two years are. */
    private static final Settings SETTINGS =
            new Settings(
                    SampleEvents.LIVE.currency(),
                    SampleEvents.LIVE.zone(),
                    SampleEvents.LIVE.windows(),
                    365,
                    7,
                    90,
                    DISORDER,
                    Duration.ofDays(1),
                    Duration.ofDays(1),
                    MODELS,
                    AnomalySettings.DEFAULT,
                    SampleEvents.endOf(RandomEvents.LAST_DAY));

    @ParameterizedTest
    @CsvSource({"1, hashmap", "2, hashmap", "3, rocksdb"})
    void profiles_are_what_a_batch_job_computes(long seed, String backend) throws Exception {
        List<CommerceEvent> events = RandomEvents.of(seed);
        Results results = new Run().on(backend).over(arrivals(events));
        Map<String, BatchProfiles.Figures> expected = BatchProfiles.of(events, SETTINGS);
        assertThat(results.figures()).isEqualTo(expected);
        assertThat(results.removed()).as("customers removed").isNotEmpty();
        assertThat(results.deadLetters()).isNotEmpty();
        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(expected.values().stream().filter(one -> one.score().isEmpty()).count())
                .as("prospects")
                .isPositive();
    }

    @Test
    void parallelism_changes_nothing() throws Exception {
        List<Incoming> arrivals = arrivals(RandomEvents.of(4));
        Results one = new Run().inParallel(1).over(arrivals);
        assertThat(one.moves()).hasSizeGreaterThan(100);
        assertThat(one.kpis()).hasSizeGreaterThan(1_000);
        assertThat(one.vipMoves()).isNotEmpty();
        assertThat(one.models()).hasSizeGreaterThan(100);
        assertThat(one.insights().values().stream().filter(known -> known.value().isPresent()))
                .hasSizeGreaterThan(50);
        for (int parallelism : List.of(2, 4)) {
            Results several = new Run().inParallel(parallelism).over(arrivals);
            assertThat(several.figures()).isEqualTo(one.figures());
            assertThat(several.moves()).isEqualTo(one.moves());
            assertThat(several.vipMoves()).isEqualTo(one.vipMoves());
            assertThat(several.models()).isEqualTo(one.models());
            assertThat(several.insights()).isEqualTo(one.insights());
            assertThat(several.kpis()).isEqualTo(one.kpis());
            assertThat(several.deadLetters()).isEqualTo(one.deadLetters());
        }
    }

    @ParameterizedTest
    @CsvSource({"hashmap", "rocksdb"})
    void rules_raise_the_same_alerts_in_any_order_at_any_parallelism(String backend)
            throws Exception {
        List<CommerceEvent> events = RandomEvents.of(5);
        Set<Alert> one = new Run().inParallel(1).withShippedRules().over(arrivals(events)).alerts();
        assertThat(one).hasSizeGreaterThan(100);
        assertThat(one.stream().map(Alert::rule).distinct().count()).isGreaterThan(1);

        Results shuffled =
                new Run()
                        .on(backend)
                        .inParallel(4)
                        .withShippedRules()
                        .over(arrivals(RandomEvents.shuffled(events, DISORDER.toMillis(), 7)));

        assertThat(shuffled.alerts()).isEqualTo(one);
        assertThat(shuffled.sum("alerts", "matches"))
                .isEqualTo(
                        one.stream().filter(alert -> alert.source() == AlertSource.RULE).count());
    }

    @Test
    void disorder_and_repetitions_change_nothing() throws Exception {
        List<CommerceEvent> events = RandomEvents.of(5);
        Results inOrder = new Run().over(arrivals(events));
        List<CommerceEvent> shuffled = RandomEvents.shuffled(events, DISORDER.toMillis(), 5);
        assertThat(shuffled).hasSizeGreaterThan(events.size() + events.size() / 10);
        Results outOfOrder = new Run().over(arrivals(shuffled));
        assertThat(outOfOrder.figures()).isEqualTo(inOrder.figures());
        assertThat(outOfOrder.moves()).isEqualTo(inOrder.moves());
        assertThat(outOfOrder.vipMoves()).isEqualTo(inOrder.vipMoves());
        assertThat(outOfOrder.models()).isEqualTo(inOrder.models());
        assertThat(outOfOrder.insights()).isEqualTo(inOrder.insights());
        assertThat(outOfOrder.deadLetters()).isEqualTo(inOrder.deadLetters());
        assertThat(outOfOrder.sum("sales", "gross_revenue"))
                .isEqualTo(inOrder.sum("sales", "gross_revenue"));
        assertThat(outOfOrder.sum("customers", "new")).isEqualTo(inOrder.sum("customers", "new"));
        assertThat(outOfOrder.sum("pipeline", "duplicates"))
                .isEqualTo(shuffled.size() - events.size());
        assertThat(outOfOrder.sum("pipeline", "late_events")).isZero();
    }

    @Test
    void a_failure_in_the_middle_changes_nothing() throws Exception {
        List<Incoming> arrivals = arrivals(RandomEvents.of(6));
        Results smooth = new Run().over(arrivals);
        Run run = new Run().failingOnce(arrivals.size() / 2, arrivals.size() / 8);
        Results resumed = run.over(arrivals);
        assertThat(run.seen())
                .as("records, those after the last checkpoint twice")
                .isBetween(arrivals.size() + 1, arrivals.size() + arrivals.size() / 4 + 1);
        assertThat(resumed.figures()).isEqualTo(smooth.figures());
        assertThat(resumed.moves()).isEqualTo(smooth.moves());
        assertThat(resumed.vipMoves()).isEqualTo(smooth.vipMoves());
        assertThat(resumed.models()).isEqualTo(smooth.models());
        assertThat(resumed.insights()).isEqualTo(smooth.insights());
        assertThat(resumed.kpis()).isEqualTo(smooth.kpis());
    }

    @Test
    void every_record_is_accounted_for() throws Exception {
        List<Incoming> arrivals = new ArrayList<>(arrivals(RandomEvents.of(7)));
        List<Incoming> muchTooLate = List.copyOf(arrivals.subList(0, 50));
        for (int i = 0; i < 50; i++) {
            arrivals.add(
                    i * 7,
                    new Incoming.Undeliverable(
                            SampleEvents.deadLetter("{" + i, Refusal.Reason.NOT_JSON)));
            arrivals.add(i * 7 + 2, arrivals.get(i * 7 + 1));
        }
        Results results = new Run().over(arrivals);
        assertThat(results.sum("pipeline", "events")).isEqualTo(arrivals.size());
        assertThat(results.sum("pipeline", "duplicates")).isEqualTo(50);
        assertThat(results.sum("pipeline", "dead_letters")).isEqualTo(results.deadLetters().size());
        assertAccounted(results, arrivals.size());

        // Some of these are taken, some name an order that is forgotten: all of them count.
        arrivals.addAll(muchTooLate);
        assertAccounted(new Run().over(arrivals), arrivals.size());
    }

    private static void assertAccounted(Results results, int records) {
        long letters =
                results.counts().entrySet().stream()
                        .filter(count -> count.getKey().startsWith("dead_letters_"))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        assertThat(results.counts()).containsEntry("records", (long) records);
        assertThat(letters).isEqualTo(results.deadLetters().size());
        assertThat(results.counts().get("accepted") + results.counts().get("duplicates") + letters)
                .isEqualTo(records);
    }

    @Test
    void the_groups_of_the_last_day_hold_all_customers_and_their_value() throws Exception {
        Results results = new Run().over(arrivals(RandomEvents.of(8)));
        Map<RfmGroup, Long> customers = new TreeMap<>();
        Map<RfmGroup, Long> value = new TreeMap<>();
        for (RfmGroup group : RfmGroup.values()) {
            customers.put(group, 0L);
            value.put(group, 0L);
        }
        results.figures()
                .values()
                .forEach(
                        one -> {
                            RfmGroup group =
                                    one.score()
                                            .map(score -> score.group())
                                            .orElse(RfmGroup.PROSPECTS);
                            customers.merge(group, 1L, Long::sum);
                            value.merge(group, one.windows().get(2).net(), Long::sum);
                        });
        Map<RfmGroup, Long> told = new TreeMap<>();
        Map<RfmGroup, Long> toldValue = new TreeMap<>();
        Instant lastDay =
                results.kpis().values().stream()
                        .filter(point -> point.measurement().equals("segments"))
                        .map(KpiPoint::time)
                        .max(Instant::compareTo)
                        .orElseThrow();
        for (KpiPoint point : results.kpis().values()) {
            if (point.measurement().equals("segments") && point.time().equals(lastDay)) {
                RfmGroup group = RfmGroup.valueOf(point.tags().get("group"));
                told.put(group, point.fields().get("customers").longValue());
                toldValue.put(group, point.fields().get("value").longValue());
            }
        }
        assertThat(told).isEqualTo(customers);
        assertThat(toldValue).isEqualTo(value);
    }

    @Test
    void every_operator_has_a_uid_and_a_name_of_its_own() {
        var environment =
                StreamExecutionEnvironment.getExecutionEnvironment(LiveJob.requirements());
        new LiveJob("localhost:1", "group", LiveJob.Pace.WALL_CLOCK, DISORDER, SampleEvents.LIVE)
                .define(environment);
        Collection<StreamNode> nodes = environment.getStreamGraph().getStreamNodes();
        assertThat(nodes).hasSizeGreaterThan(12);
        Set<String> uids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (StreamNode node : nodes) {
            assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotBlank();
            assertThat(uids.add(node.getTransformationUID()))
                    .as(node.getTransformationUID())
                    .isTrue();
            assertThat(node.getOperatorName()).as(node.getTransformationUID()).isNotBlank();
            assertThat(names.add(node.getOperatorName())).as(node.getOperatorName()).isTrue();
            assertThat(node.getOperatorName()).doesNotMatch("Process|Map|KeyedProcess|Sink|Source");
        }
    }

    private static List<Incoming> arrivals(List<CommerceEvent> events) {
        List<Incoming> arrivals = new ArrayList<>(events.size());
        events.forEach(event -> arrivals.add(SampleEvents.arrival(event)));
        return arrivals;
    }

    /** What a run told. Of what was told more than once for the same thing, the last is valid. */
    private record Results(
            Map<String, BatchProfiles.Figures> figures,
            Map<String, Insight> insights,
            Set<String> removed,
            Set<SegmentMove> moves,
            Set<VipMove> vipMoves,
            Map<Long, Models> models,
            Map<String, KpiPoint> kpis,
            List<String> deadLetters,
            Set<Alert> alerts,
            Map<String, Long> counts) {

        long sum(String measurement, String field) {
            return kpis.values().stream()
                    .filter(point -> point.measurement().equals(measurement))
                    .mapToLong(point -> point.fields().get(field).longValue())
                    .sum();
        }
    }

    private static final class Run {

        private static final AtomicInteger RUNS = new AtomicInteger();

        private final String name = "run-" + RUNS.incrementAndGet();
        private final Configuration configuration = LiveJob.requirements();
        private final SortedMap<String, String> rules = new TreeMap<>();
        private int parallelism = 2;
        private int failsAt = -1;
        private RateLimiterStrategy<?> pace = RateLimiterStrategy.noOp();

        Run() {
            configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        }

        Run on(String backend) {
            configuration.set(StateBackendOptions.STATE_BACKEND, backend);
            return this;
        }

        Run withShippedRules() {
            RuleLibrary.sources().forEach(rule -> rules.put(rule.name(), rule.text()));
            return this;
        }

        Run inParallel(int tasks) {
            parallelism = tasks;
            return this;
        }

        Run failingOnce(int record, int recordsBetweenCheckpoints) {
            configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
            configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
            configuration.set(
                    RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                    Duration.ofMillis(1));
            configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
            configuration.set(
                    CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                    CheckpointingMode.EXACTLY_ONCE);
            failsAt = record;
            pace = RateLimiterStrategy.perCheckpoint(recordsBetweenCheckpoints);
            return this;
        }

        /** How many records passed the place of the failure. */
        int seen() {
            return FailOnce.seenIn(name).get();
        }

        @SuppressWarnings("unchecked") // The source's splits are of one kind.
        Results over(List<Incoming> arrivals) throws Exception {
            var environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
            environment.setParallelism(parallelism);
            DataStream<Incoming> incoming =
                    environment
                            .fromSource(
                                    new DataGeneratorSource<>(
                                            Recorded.of(arrivals),
                                            arrivals.size(),
                                            (RateLimiterStrategy) pace,
                                            StreamTypes.INCOMING),
                                    EventWatermarks.ofReplay(DISORDER),
                                    "recorded")
                            .setParallelism(1)
                            .uid("recorded");
            if (failsAt >= 0) {
                incoming =
                        incoming.map(new FailOnce(name, failsAt))
                                .returns(StreamTypes.INCOMING)
                                .name("fail once")
                                .uid("fail-once")
                                .setParallelism(1);
            }
            Collected<ProfileUpdate> profiles = new Collected<>(name + " profiles");
            Collected<SegmentMove> moves = new Collected<>(name + " moves");
            Collected<VipMove> vipMoves = new Collected<>(name + " VIP moves");
            Collected<Models> models = new Collected<>(name + " models");
            Collected<KpiPoint> kpis = new Collected<>(name + " kpis");
            Collected<DeadLetter> deadLetters = new Collected<>(name + " dead letters");
            Collected<Alert> alerts = new Collected<>(name + " alerts");
            CustomerIntelligence.define(
                    incoming,
                    rules.isEmpty()
                            ? Optional.empty()
                            : Optional.of(RuleFeed.of(environment, rules)),
                    SETTINGS,
                    new Destinations(
                            profiles,
                            moves,
                            vipMoves,
                            models,
                            new Collected<>(name + " model status"),
                            kpis,
                            deadLetters,
                            alerts,
                            new Collected<>(name + " rule status")));
            Map<String, Long> counts = new TreeMap<>();
            environment
                    .execute(name)
                    .getAllAccumulatorResults()
                    .forEach((counted, value) -> counts.put(counted, (Long) value));
            return results(
                    profiles.elements(),
                    moves.elements(),
                    vipMoves.elements(),
                    models.elements(),
                    kpis.elements(),
                    deadLetters.elements(),
                    alerts.elements(),
                    counts);
        }

        private static Results results(
                List<ProfileUpdate> profiles,
                List<SegmentMove> moves,
                List<VipMove> vipMoves,
                List<Models> models,
                List<KpiPoint> kpis,
                List<DeadLetter> deadLetters,
                List<Alert> alerts,
                Map<String, Long> counts) {
            Map<String, BatchProfiles.Figures> figures = new TreeMap<>();
            Map<String, Insight> insights = new TreeMap<>();
            Set<String> removed = new HashSet<>();
            for (ProfileUpdate update : profiles) {
                if (update.profile().isPresent()) {
                    var profile = update.profile().get();
                    assertThat(profile.asOf()).isEqualTo(SETTINGS.horizon());
                    figures.put(update.customerId(), BatchProfiles.Figures.of(profile));
                    insights.put(update.customerId(), profile.insight());
                } else {
                    removed.add(update.customerId());
                }
            }
            Map<String, KpiPoint> points = new TreeMap<>();
            for (KpiPoint point : kpis) {
                points.put(
                        "%s %s %s".formatted(point.time(), point.measurement(), point.tags()),
                        point);
            }
            List<String> letters =
                    deadLetters.stream()
                            .map(letter -> letter.refusal().reason() + " " + letter.sha256())
                            .sorted()
                            .toList();
            Map<Long, Models> byDay = new TreeMap<>();
            models.forEach(ofDay -> byDay.put(ofDay.day(), ofDay));
            return new Results(
                    figures,
                    insights,
                    removed,
                    new HashSet<>(moves),
                    new HashSet<>(vipMoves),
                    byDay,
                    points,
                    letters,
                    new HashSet<>(alerts),
                    counts);
        }
    }

    /** What was recorded, by its number. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Recorded(byte[][] records) implements GeneratorFunction<Long, Incoming> {

        private static final long serialVersionUID = 1L;

        static Recorded of(List<Incoming> arrivals) throws IOException {
            byte[][] records = new byte[arrivals.size()][];
            for (int i = 0; i < records.length; i++) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                new IncomingCodec().write(arrivals.get(i), new DataOutputStream(bytes));
                records[i] = bytes.toByteArray();
            }
            return new Recorded(records);
        }

        @Override
        public Incoming map(Long number) throws IOException {
            return new IncomingCodec()
                    .read(
                            1,
                            new DataInputStream(
                                    new ByteArrayInputStream(records[number.intValue()])));
        }
    }

    /** Fails at a record, the first time. */
    private record FailOnce(String run, int at) implements MapFunction<Incoming, Incoming> {

        private static final long serialVersionUID = 1L;

        private static final Map<String, AtomicInteger> SEEN = new ConcurrentHashMap<>();

        static AtomicInteger seenIn(String run) {
            return SEEN.computeIfAbsent(run, any -> new AtomicInteger());
        }

        @Override
        public Incoming map(Incoming incoming) throws IOException {
            if (seenIn(run).incrementAndGet() == at) {
                throw new IOException("the failure that this test is about");
            }
            return incoming;
        }
    }
}
