package io.clientele.job.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.analytics.alert.AlertCodec;
import io.clientele.analytics.alert.AlertSubject;
import io.clientele.analytics.anomaly.DetectorSettings;
import io.clientele.analytics.anomaly.SeasonalDetector;
import io.clientele.analytics.anomaly.SeriesDetector;
import io.clientele.analytics.anomaly.SeriesDetectorCodec;
import io.clientele.analytics.artefact.PinStatus;
import io.clientele.analytics.artefact.PinnedModels;
import io.clientele.analytics.artefact.PinnedModelsCodec;
import io.clientele.analytics.churn.Candidate;
import io.clientele.analytics.churn.ChurnModelCodec;
import io.clientele.analytics.churn.ChurnPrediction;
import io.clientele.analytics.churn.ChurnRow;
import io.clientele.analytics.churn.ChurnSettings;
import io.clientele.analytics.churn.ChurnTrainer;
import io.clientele.analytics.churn.ChurnTrainerCodec;
import io.clientele.analytics.churn.Reason;
import io.clientele.analytics.churn.RiskBand;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.cluster.ClusterModelCodec;
import io.clientele.analytics.cluster.ClusterRow;
import io.clientele.analytics.cluster.ClusterSettings;
import io.clientele.analytics.cluster.ClusterTrainer;
import io.clientele.analytics.cluster.ClusterTrainerCodec;
import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.CommerceEventCodec;
import io.clientele.analytics.event.EventHeader;
import io.clientele.analytics.event.EventHeader.IdentityKind;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.event.Interaction;
import io.clientele.analytics.event.OrderCancelled;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderDetails;
import io.clientele.analytics.event.OrderLine;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.analytics.event.Product;
import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.habit.Habits;
import io.clientele.analytics.habit.HabitsCodec;
import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiFactCodec;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.kpi.KpiPointCodec;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.kpi.KpiTotals;
import io.clientele.analytics.kpi.KpiTotalsCodec;
import io.clientele.analytics.ledger.CustomerLedger;
import io.clientele.analytics.ledger.CustomerLedgerCodec;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.LifetimeCodec;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.StandingCodec;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.model.CustomerCluster;
import io.clientele.analytics.model.CustomerValue;
import io.clientele.analytics.model.Insight;
import io.clientele.analytics.model.InsightCodec;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.analytics.model.ModelTrainer;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.ModelsCodec;
import io.clientele.analytics.model.TrainingState;
import io.clientele.analytics.model.TrainingStateCodec;
import io.clientele.analytics.model.ValueModels;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.profile.VipMove;
import io.clientele.analytics.rfm.Population;
import io.clientele.analytics.rfm.PopulationChange;
import io.clientele.analytics.rfm.PopulationChangeCodec;
import io.clientele.analytics.rfm.PopulationCodec;
import io.clientele.analytics.rfm.RfmBounds;
import io.clientele.analytics.rfm.RfmBoundsCodec;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.analytics.rfm.RfmScore;
import io.clientele.analytics.value.BgNbd;
import io.clientele.analytics.value.Discounting;
import io.clientele.analytics.value.FamilyChoice;
import io.clientele.analytics.value.FitQuality;
import io.clientele.analytics.value.GammaGamma;
import io.clientele.analytics.value.MbgNbd;
import io.clientele.analytics.value.PurchaseFit;
import io.clientele.analytics.value.PurchaseStatistics;
import io.clientele.analytics.value.PurchaseStatisticsCodec;
import io.clientele.analytics.value.SpendFit;
import io.clientele.analytics.value.ValueEstimate;
import io.clientele.analytics.value.ValueModel;
import io.clientele.analytics.value.ValueModelCodec;
import io.clientele.analytics.value.ValueSettings;
import io.clientele.job.alert.AlertGroupCodec;
import io.clientele.job.alert.AlertRecordCodec;
import io.clientele.job.alert.PendingMessageCodec;
import io.clientele.job.alert.QueueMarksCodec;
import io.clientele.job.alert.SampleAlerts;
import io.clientele.job.alert.UndeliveredCodec;
import io.clientele.job.alert.channel.AlertMessageCodec;
import io.clientele.job.anomaly.SeriesPoint;
import io.clientele.job.anomaly.SeriesPointCodec;
import io.clientele.job.ingest.Admitted;
import io.clientele.job.ingest.AdmittedCodec;
import io.clientele.job.ingest.DeadLetter;
import io.clientele.job.ingest.DeadLetterCodec;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.ingest.IncomingCodec;
import io.clientele.job.ingest.RecordPosition;
import io.clientele.job.kpi.KpiSum;
import io.clientele.job.kpi.KpiSumCodec;
import io.clientele.job.ledger.CustomerMemoryCodec;
import io.clientele.job.ledger.OrderMark;
import io.clientele.job.ledger.OrderMarkCodec;
import io.clientele.job.ledger.PopulationStep;
import io.clientele.job.ledger.PopulationStepCodec;
import io.clientele.job.ledger.SampleMemories;
import io.clientele.job.ledger.StandingChange;
import io.clientele.job.ledger.StandingChangeCodec;
import io.clientele.job.model.ControlRecord;
import io.clientele.job.model.ControlRecordCodec;
import io.clientele.job.model.PinStatusCodec;
import io.clientele.job.model.SavedTraining;
import io.clientele.job.model.SavedTrainingCodec;
import io.clientele.job.pattern.CustomerPatternsCodec;
import io.clientele.job.pattern.RuleRecordCodec;
import io.clientele.job.pattern.RuleSignal;
import io.clientele.job.pattern.RuleSignalCodec;
import io.clientele.job.pattern.RuleStatusCodec;
import io.clientele.job.pattern.RuleTallyCodec;
import io.clientele.job.pattern.SamplePatterns;
import io.clientele.job.rfm.CustomerScoreCodec;
import io.clientele.job.rfm.DayEnd;
import io.clientele.job.rfm.DayEndCodec;
import io.clientele.job.rfm.ProfileCodec;
import io.clientele.job.rfm.ProfileNews;
import io.clientele.job.rfm.ProfileNewsCodec;
import io.clientele.job.rfm.ProfileUpdate;
import io.clientele.job.rfm.ProfileUpdateCodec;
import io.clientele.job.rfm.SampleScores;
import io.clientele.job.rfm.SegmentMoveCodec;
import io.clientele.job.rfm.VipMoveCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Values at random for every codec; a new codec gets its line here. */
public final class CodecSamples {

    private final Random random;
    private final Map<Class<?>, Supplier<?>> samples = new HashMap<>();

    /** Samples that are the same for the same seed. */
    public CodecSamples(long seed) {
        random = new Random(seed);
        put(CommerceEventCodec.class, this::event);
        put(CustomerLedgerCodec.class, this::ledger);
        put(LifetimeCodec.class, () -> ledger().lifetime());
        put(HabitsCodec.class, this::habits);
        put(StandingCodec.class, this::standing);
        put(RfmBoundsCodec.class, this::bounds);
        put(PopulationChangeCodec.class, this::populationChange);
        put(PopulationCodec.class, this::population);
        put(KpiFactCodec.class, this::fact);
        put(KpiTotalsCodec.class, this::totals);
        put(KpiPointCodec.class, this::point);
        put(SeriesPointCodec.class, this::seriesPoint);
        put(SeriesDetectorCodec.class, this::detector);
        put(DeadLetterCodec.class, this::deadLetter);
        put(IncomingCodec.class, this::incoming);
        put(AdmittedCodec.class, () -> new Admitted(event(), time(), maybe(this::deadLetter)));
        put(
                CustomerMemoryCodec.class,
                () -> SampleMemories.of(random, this::messageId, this::text, this::time));
        put(OrderMarkCodec.class, () -> new OrderMark(time(), random.nextLong(100_000) - 1));
        put(
                StandingChangeCodec.class,
                () -> new StandingChange(text(), day(), time(), maybe(this::standing)));
        put(
                PopulationStepCodec.class,
                () -> new PopulationStep(day(), maybe(this::standing), maybe(this::standing)));
        put(ProfileCodec.class, this::profile);
        put(ProfileUpdateCodec.class, () -> new ProfileUpdate(text(), maybe(this::profile)));
        put(SegmentMoveCodec.class, () -> new SegmentMove(one(RfmGroup.values()), profile()));
        put(
                CustomerScoreCodec.class,
                () ->
                        SampleScores.of(
                                random, () -> maybe(this::standing), () -> maybe(this::score)));
        put(VipMoveCodec.class, () -> new VipMove(random.nextBoolean(), profile()));
        put(InsightCodec.class, this::insight);
        put(ModelsCodec.class, this::models);
        put(DayEndCodec.class, () -> new DayEnd(day(), maybe(this::bounds), maybe(this::models)));
        put(ClusterModelCodec.class, this::clusterModel);
        put(ClusterTrainerCodec.class, this::clusterTrainer);
        put(ValueModelCodec.class, this::valueModel);
        put(PurchaseStatisticsCodec.class, this::purchaseStatistics);
        put(ChurnModelCodec.class, () -> churnTrainer().model());
        put(ChurnTrainerCodec.class, this::churnTrainer);
        put(SavedTrainingCodec.class, () -> new SavedTraining(random.nextInt(9), bytes(2_000)));
        put(TrainingStateCodec.class, this::trainingState);
        put(PinnedModelsCodec.class, this::pinnedModels);
        put(
                ControlRecordCodec.class,
                () -> new ControlRecord(text(), maybe(() -> bytes(500)), random.nextLong()));
        put(
                PinStatusCodec.class,
                () ->
                        new PinStatus(
                                text(),
                                one(PinStatus.Outcome.values()),
                                maybe(() -> (long) random.nextInt(1_000)),
                                maybe(this::day),
                                maybe(this::text)));
        put(KpiSumCodec.class, () -> new KpiSum(time(), totals()));
        put(AlertCodec.class, () -> SampleAlerts.any(random));
        put(AlertMessageCodec.class, () -> SampleAlerts.message(random));
        put(PendingMessageCodec.class, () -> SampleAlerts.pending(random));
        put(AlertGroupCodec.class, () -> SampleAlerts.group(random));
        put(QueueMarksCodec.class, () -> SampleAlerts.marks(random));
        put(UndeliveredCodec.class, () -> SampleAlerts.undelivered(random));
        put(AlertRecordCodec.class, () -> SampleAlerts.record(random));
        put(ProfileNewsCodec.class, this::news);
        put(
                RuleSignalCodec.class,
                () ->
                        random.nextBoolean()
                                ? new RuleSignal.Happened(event())
                                : new RuleSignal.ProfileTold(news()));
        put(RuleRecordCodec.class, () -> SamplePatterns.record(random));
        put(RuleStatusCodec.class, () -> SamplePatterns.status(random));
        put(RuleTallyCodec.class, () -> SamplePatterns.tally(random));
        put(CustomerPatternsCodec.class, () -> SamplePatterns.customer(random));
    }

    private ProfileNews news() {
        return one(
                new ProfileNews.Began(text()),
                new ProfileNews.Removed(text()),
                new ProfileNews.DayEnded(profile(), maybe(() -> one(RfmGroup.values()))));
    }

    private <T> void put(Class<? extends Codec<T>> codec, Supplier<? extends T> sample) {
        samples.put(codec, sample);
    }

    /** Another value for a codec. */
    @SuppressWarnings("unchecked") // What was put in fits its codec.
    public <T> T of(Class<? extends Codec<T>> codec) {
        Supplier<?> sample = samples.get(codec);
        if (sample == null) {
            throw new AssertionError(
                    codec.getName() + " has no sample, expected one in CodecSamples");
        }
        return (T) sample.get();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value.get());
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    private String text() {
        return one("", "17850", "naïve ☂ \uD83D\uDE00", "a\u0000b", "x".repeat(256))
                + random.nextInt(1_000);
    }

    private String messageId() {
        String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
        return one(text(), uuid, uuid.toUpperCase(Locale.ROOT), uuid.replace('-', '0'));
    }

    private byte[] bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private long time() {
        return one(0L, -1L, random.nextLong(4_000_000_000_000L), -random.nextLong(1L << 40));
    }

    private long day() {
        return random.nextLong(40_000) - 5_000;
    }

    /** Not negative; mostly small, sometimes as large as can be. */
    private long amount() {
        return one(0L, random.nextLong(100_000), random.nextLong(1L << 50));
    }

    private CommerceEvent event() {
        EventHeader header = new EventHeader(text(), text(), one(IdentityKind.values()), time());
        EventType type = one(EventType.values());
        return switch (type) {
            case ORDER_COMPLETED ->
                    new OrderCompleted(
                            header,
                            text(),
                            amount(),
                            amount(),
                            amount(),
                            amount(),
                            text(),
                            amount(),
                            orderDetails());
            case ORDER_REFUNDED -> new OrderRefunded(header, text(), amount());
            case ORDER_CANCELLED ->
                    new OrderCancelled(
                            header,
                            text(),
                            random.nextBoolean()
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(amount()));
            default ->
                    new Interaction(
                            header, type, random.nextBoolean() ? Product.UNKNOWN : product());
        };
    }

    private OrderDetails orderDetails() {
        if (random.nextBoolean()) {
            return OrderDetails.NONE;
        }
        List<OrderLine> lines = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            lines.add(new OrderLine(product(), random.nextInt(100)));
        }
        return new OrderDetails(text(), text(), lines, lines.size());
    }

    private Product product() {
        return new Product(
                text(),
                text(),
                text(),
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(amount()));
    }

    private CustomerLedger ledger() {
        long first = day();
        CustomerLedger ledger = new CustomerLedger(first);
        if (random.nextBoolean()) {
            ledger.alarmAt(first + random.nextInt(400));
        }
        for (int events = random.nextInt(30); events > 0; events--) {
            long day = first + random.nextInt(500);
            long time = day * 86_400_000 + random.nextInt(86_400_000);
            ledger.active(time, time / 60_000, day);
            if (random.nextBoolean()) {
                ledger.habit(event(), day, random.nextInt(24));
                ledger.oweNews(random.nextBoolean());
            }
            int kind = random.nextInt(3);
            if (kind == 0) {
                ledger.order(time, day, random.nextInt(1_000_000));
                ledger.ordering(time, time / 60_000, day);
            } else if (kind == 1) {
                ledger.refund(day, random.nextInt(1_000_000));
            }
            ledger.advanceTo(first + random.nextInt(500));
        }
        return ledger;
    }

    private Habits habits() {
        Habits habits = new Habits();
        for (int events = random.nextInt(30); events > 0; events--) {
            habits.enter(event(), day(), random.nextInt(24));
            habits.gapAppears(random.nextInt(400));
        }
        return habits;
    }

    private Standing standing() {
        return ledger().standing(SlidingWindows.DEFAULT);
    }

    private RfmScore score() {
        return new RfmScore(
                random.nextInt(2_000),
                1 + random.nextInt(5),
                1 + random.nextInt(5),
                1 + random.nextInt(5));
    }

    private Profile profile() {
        return new Profile(text(), time(), day(), standing(), maybe(this::score), insight());
    }

    private Insight insight() {
        return new Insight(
                maybe(
                        () ->
                                new CustomerValue(
                                        new ValueEstimate(
                                                random.nextDouble(),
                                                random.nextDouble(),
                                                random.nextDouble(),
                                                random.nextDouble(),
                                                random.nextDouble(),
                                                random.nextInt(),
                                                random.nextDouble()),
                                        random.nextBoolean(),
                                        random.nextInt(1_000))),
                maybe(() -> new CustomerCluster(random.nextInt(9), text(), random.nextInt(99))),
                maybe(
                        () ->
                                new ChurnPrediction(
                                        random.nextDouble(),
                                        one(RiskBand.values()),
                                        one(Candidate.values()),
                                        random.nextBoolean()
                                                ? List.of()
                                                : List.of(
                                                        new Reason(text(), random.nextDouble())))));
    }

    private Models models() {
        return new Models(
                day(),
                day(),
                maybe(this::valueModels),
                maybe(this::clusterModel),
                maybe(() -> churnTrainer().model()));
    }

    private PinnedModels pinnedModels() {
        PinnedModels models = new PinnedModels();
        models.train(models());
        String pin = "{\"schema\":1,\"action\":\"pin\",\"version\":%d,\"from\":\"2011-12-09\"}";
        models.control(
                "clusters",
                Optional.of(pin.formatted(random.nextInt(9) + 1).getBytes(UTF_8)),
                random.nextInt(1_000),
                "GBP");
        models.train(models());
        return models;
    }

    private ValueModels valueModels() {
        return new ValueModels(
                random.nextInt(1_000), valueModel(), maybe(() -> "why"), random.nextDouble());
    }

    private ValueModel valueModel() {
        return new ValueModel(
                day(),
                new PurchaseFit(
                        random.nextBoolean()
                                ? new BgNbd(parameter(), parameter(), parameter(), parameter())
                                : new MbgNbd(parameter(), parameter(), parameter(), parameter()),
                        quality()),
                new SpendFit(new GammaGamma(parameter(), parameter(), parameter()), quality()),
                new ValueSettings(
                        one(FamilyChoice.values()),
                        new Discounting(1 + random.nextInt(1_000), random.nextDouble()),
                        1 + random.nextInt(100)),
                random.nextBoolean() ? List.of() : List.of(text(), text()));
    }

    private PurchaseStatistics purchaseStatistics() {
        PurchaseStatistics statistics = new PurchaseStatistics();
        for (int customers = random.nextInt(20); customers > 0; customers--) {
            statistics.add(standing().lifetime());
        }
        return statistics;
    }

    /** After some days, so that something is learnt and something waits. */
    private ChurnTrainer churnTrainer() {
        ChurnTrainer trainer = new ChurnTrainer(ChurnSettings.DEFAULT.withHorizon(7));
        for (long day = 100; day < 120; day++) {
            List<ChurnRow> rows = new ArrayList<>();
            for (int customer = 0; customer < 10; customer++) {
                rows.add(
                        ChurnRow.of("customer " + customer, buyer(day - random.nextInt(20)))
                                .withPurchaseModel(random.nextDouble()));
            }
            trainer.endDay(day, rows);
        }
        return trainer;
    }

    private Standing buyer(long lastOrderDay) {
        return new Standing(
                lastOrderDay,
                new Lifetime(2, 1_000, 0, 0, 0, 50, lastOrderDay, 2, 400, 900),
                List.of(new WindowTotals(2, random.nextInt(5_000))));
    }

    private ClusterModel clusterModel() {
        return clusterTrainer().endDay(2, clusterRows()).orElseThrow();
    }

    private ClusterTrainer clusterTrainer() {
        ClusterTrainer trainer = new ClusterTrainer(ClusterSettings.DEFAULT.withClusters(2));
        trainer.endDay(1, clusterRows());
        return trainer;
    }

    private List<ClusterRow> clusterRows() {
        List<ClusterRow> rows = new ArrayList<>();
        for (int row = 0; row < 30; row++) {
            rows.add(
                    new ClusterRow(
                            "customer " + row,
                            new double[] {
                                random.nextDouble(), random.nextDouble(), random.nextDouble()
                            }));
        }
        return rows;
    }

    private double parameter() {
        return 1.01 + random.nextDouble();
    }

    private FitQuality quality() {
        return new FitQuality(
                random.nextDouble(),
                random.nextInt(1_000),
                random.nextInt(100),
                random.nextBoolean(),
                random.nextBoolean() ? List.of() : List.of("a", "b"));
    }

    /** With a panel so small that some are left out. */
    private TrainingState trainingState() {
        ModelSettings settings =
                new ModelSettings(
                        true,
                        10,
                        ModelSettings.DEFAULT.value(),
                        ModelSettings.DEFAULT.clusters(),
                        ModelSettings.DEFAULT.churn());
        ModelTrainer trainer = new ModelTrainer(settings, new TrainingState());
        for (int day = 0; day < 3; day++) {
            for (int changes = random.nextInt(20); changes > 0; changes--) {
                trainer.change(text(), day + random.nextInt(2), maybe(this::standing));
            }
            trainer.endDay(day, false);
        }
        // The changes of open days are not a part of what is kept.
        trainer.endDay(4, false);
        return trainer.state();
    }

    private RfmBounds bounds() {
        return new RfmBounds(day(), amount(), four(), four(), four());
    }

    private List<Long> four() {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            values.add(one(-1L, 1L) * amount());
        }
        return values;
    }

    private PopulationChange populationChange() {
        PopulationChange change = new PopulationChange();
        for (int steps = random.nextInt(20); steps > 0; steps--) {
            if (random.nextBoolean()) {
                change.add(random.nextInt(5), standing());
            } else {
                change.remove(random.nextInt(5), standing());
            }
        }
        return change;
    }

    private Population population() {
        Population population = new Population();
        population.add(populationChange());
        population.end(random.nextInt(6));
        population.add(populationChange());
        return population;
    }

    private KpiFact fact() {
        long time = time();
        return one(
                KpiFact.of(time, KpiSeries.GROSS_REVENUE, random.nextInt()),
                KpiFact.event(time, one(EventType.values())),
                KpiFact.deadLetter(time, one(Refusal.Reason.values())),
                KpiFact.group(
                        time,
                        one(KpiSeries.GROUP_VALUE, KpiSeries.MOVED_OUT),
                        one(RfmGroup.values()),
                        random.nextInt()));
    }

    private KpiTotals totals() {
        KpiTotals totals = new KpiTotals();
        for (int facts = random.nextInt(10); facts > 0; facts--) {
            totals.add(fact());
        }
        totals.ingested(Math.max(0, time()));
        return totals;
    }

    private KpiPoint point() {
        return new KpiPoint(
                one("sales", "events"),
                Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
                1 + random.nextInt(86_400),
                random.nextBoolean() ? Map.of() : Map.of("event", "Order Completed"),
                Map.of("count", random.nextLong(), "rate", random.nextDouble()));
    }

    private SeriesPoint seriesPoint() {
        return new SeriesPoint(
                new AlertSubject.Series(
                        one("sales", "events"),
                        random.nextBoolean() ? Map.of() : Map.of("event", "Order Completed"),
                        text() + "field"),
                time(),
                random.nextDouble(),
                random.nextInt(9));
    }

    private SeriesDetector detector() {
        SeasonalDetector detector = new SeasonalDetector(new DetectorSettings(0.5, 0, 1));
        int points = random.nextInt(150);
        for (int hour = 0; hour < points; hour++) {
            detector.observe(hour * 3_600_000L, random.nextGaussian());
        }
        return detector;
    }

    private DeadLetter deadLetter() {
        return DeadLetter.of(
                bytes(20),
                bytes(2_000),
                new RecordPosition(text(), random.nextInt(100), amount(), time()),
                new Refusal(one(Refusal.Reason.values()), text(), text()));
    }

    private Incoming.Arrival arrival() {
        return new Incoming.Arrival(
                event(), random.nextInt(9), Math.max(0, time()), maybe(this::deadLetter));
    }

    private Incoming incoming() {
        return random.nextBoolean() ? arrival() : new Incoming.Undeliverable(deadLetter());
    }
}
