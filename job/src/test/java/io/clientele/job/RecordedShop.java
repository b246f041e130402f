package io.clientele.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.analytics.cluster.ClusterFeatures;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.profile.VipMove;
import io.clientele.analytics.value.FamilyChoice;
import io.clientele.job.anomaly.AnomalySettings;
import io.clientele.job.ingest.DeadLetter;
import io.clientele.job.ingest.EventWatermarks;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.RecordPosition;
import io.clientele.job.ingest.RecordReader;
import io.clientele.job.rfm.ProfileUpdate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Records that lie in a file as they came in, one a line, and the job over them. A savepoint keeps
 * its records beside it, so that neither has to be made again.
 */
record RecordedShop(String file) {

    static final Duration DISORDER = Duration.ofHours(2);

    /** When the recorded days begin. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final int DAYS = 60;

    /** A panel that leaves some out, and churn that shows within the days. */
    private static final ModelSettings MODELS =
            new ModelSettings(
                    true,
                    30,
                    new ModelSettings.Value(FamilyChoice.AUTOMATIC, 3, 365, 0.1, 0.05),
                    new ModelSettings.Clusters(3, 3, ClusterFeatures.LOG_RFM.names(), 0.5),
                    new ModelSettings.Churn(7, 2));

    /** What a savepoint of a release is made with; it is never changed, lest older ones go. */
    static final Settings SETTINGS =
            new Settings(
                    ReportingCurrency.only("USD"),
                    ZoneId.of("UTC"),
                    new SlidingWindows(List.of(3, 7, 20)),
                    20,
                    2,
                    10,
                    DISORDER,
                    Duration.ofHours(6),
                    Duration.ofDays(1),
                    MODELS,
                    AnomalySettings.DEFAULT,
                    end());

    /** The last millisecond of the recorded days, since 1970. */
    static long end() {
        return START.plus(Duration.ofDays(DAYS)).toEpochMilli() - 1;
    }

    /** What the job told, in the order in which it was told. */
    record Results(
            Map<String, String> profiles,
            List<SegmentMove> moves,
            Map<String, KpiPoint> kpis,
            List<String> deadLetters) {}

    /** Where a job tells its results, in this process. */
    record Telling(String run) {

        Destinations destinations() {
            return new Destinations(
                    profiles(),
                    moves(),
                    vipMoves(),
                    models(),
                    new Collected<>(run + " model status"),
                    kpis(),
                    deadLetters(),
                    new Collected<>(run + " alerts"),
                    new Collected<>(run + " rule status"));
        }

        private Collected<ProfileUpdate> profiles() {
            return new Collected<>(run + " profiles");
        }

        private Collected<SegmentMove> moves() {
            return new Collected<>(run + " moves");
        }

        Collected<VipMove> vipMoves() {
            return new Collected<>(run + " VIP moves");
        }

        Collected<Models> models() {
            return new Collected<>(run + " models");
        }

        private Collected<KpiPoint> kpis() {
            return new Collected<>(run + " kpis");
        }

        private Collected<DeadLetter> deadLetters() {
            return new Collected<>(run + " dead letters");
        }

        Results results() {
            Map<String, String> newest = new TreeMap<>();
            profiles()
                    .elements()
                    .forEach(update -> newest.put(update.customerId(), update.toString()));
            Map<String, KpiPoint> points = new TreeMap<>();
            for (KpiPoint point : kpis().elements()) {
                points.put(
                        "%s %s %s".formatted(point.time(), point.measurement(), point.tags()),
                        point);
            }
            return new Results(
                    newest,
                    moves().elements(),
                    points,
                    deadLetters().elements().stream()
                            .map(letter -> letter.position() + " " + letter.refusal())
                            .sorted()
                            .toList());
        }
    }

    static RecordedShop in(Path folder) {
        return new RecordedShop(folder.resolve("records.jsonl.gz").toString());
    }

    /** How many records there are. */
    int size() {
        return Lines.of(file).size();
    }

    /** How many records have been read by jobs of this process. */
    int seen() {
        return Lines.seen(file).get();
    }

    /**
     * Defines the job over the records.
     *
     * @param pace how fast they come
     */
    void define(StreamExecutionEnvironment environment, RateLimiterStrategy<?> pace, Telling to) {
        define(environment, pace, SETTINGS, to);
    }

    /** The same with other settings, of the same currency and horizon. */
    void define(
            StreamExecutionEnvironment environment,
            RateLimiterStrategy<?> pace,
            Settings settings,
            Telling to) {
        CustomerIntelligence.define(
                environment
                        .fromSource(
                                source(pace),
                                EventWatermarks.ofReplay(settings.disorder()),
                                "recorded")
                        .setParallelism(1)
                        .uid("recorded"),
                settings,
                to.destinations());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // The source's splits are of one kind.
    private DataGeneratorSource<Incoming> source(RateLimiterStrategy<?> pace) {
        return new DataGeneratorSource<>(
                new Lines(file), size(), (RateLimiterStrategy) pace, StreamTypes.INCOMING);
    }

    /** The lines as they come in, by number. */
    private static final class Lines implements GeneratorFunction<Long, Incoming> {

        private static final long serialVersionUID = 1L;

        private static final Map<String, List<byte[]>> READ = new ConcurrentHashMap<>();
        private static final Map<String, AtomicInteger> SEEN = new ConcurrentHashMap<>();

        private final String file;
        private transient RecordReader reader;

        Lines(String file) {
            this.file = file;
        }

        static AtomicInteger seen(String file) {
            return SEEN.computeIfAbsent(file, any -> new AtomicInteger());
        }

        static List<byte[]> of(String file) {
            return READ.computeIfAbsent(file, Lines::read);
        }

        private static List<byte[]> read(String file) {
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    new GZIPInputStream(Files.newInputStream(Path.of(file))),
                                    UTF_8))) {
                return lines.lines().map(line -> line.getBytes(UTF_8)).collect(Collectors.toList());
            } catch (IOException absent) {
                throw new UncheckedIOException(absent);
            }
        }

        @Override
        public Incoming map(Long number) {
            if (reader == null) {
                reader = new RecordReader(SETTINGS.currency(), Duration.ZERO, SETTINGS.detail());
            }
            seen(file).incrementAndGet();
            return reader.fromFile(
                    of(file).get(number.intValue()),
                    new RecordPosition("recorded", 0, number, SETTINGS.horizon()));
        }
    }
}
