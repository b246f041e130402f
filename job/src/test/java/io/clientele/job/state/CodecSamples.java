package io.clientele.job.state;

import io.clientele.analytics.codec.Codec;
import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.CommerceEventCodec;
import io.clientele.analytics.event.EventHeader;
import io.clientele.analytics.event.EventHeader.IdentityKind;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.event.Interaction;
import io.clientele.analytics.event.OrderCancelled;
import io.clientele.analytics.event.OrderCompleted;
import io.clientele.analytics.event.OrderRefunded;
import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiFactCodec;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.kpi.KpiPointCodec;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.kpi.KpiTotals;
import io.clientele.analytics.kpi.KpiTotalsCodec;
import io.clientele.analytics.ledger.CustomerLedger;
import io.clientele.analytics.ledger.CustomerLedgerCodec;
import io.clientele.analytics.ledger.LifetimeCodec;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.ledger.StandingCodec;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.rfm.Population;
import io.clientele.analytics.rfm.PopulationChange;
import io.clientele.analytics.rfm.PopulationChangeCodec;
import io.clientele.analytics.rfm.PopulationCodec;
import io.clientele.analytics.rfm.RfmBounds;
import io.clientele.analytics.rfm.RfmBoundsCodec;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.analytics.rfm.RfmScore;
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
import io.clientele.job.rfm.CustomerScoreCodec;
import io.clientele.job.rfm.ProfileCodec;
import io.clientele.job.rfm.ProfileUpdate;
import io.clientele.job.rfm.ProfileUpdateCodec;
import io.clientele.job.rfm.SampleScores;
import io.clientele.job.rfm.SegmentMoveCodec;
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
final class CodecSamples {

    private final Random random;
    private final Map<Class<?>, Supplier<?>> samples = new HashMap<>();

    CodecSamples(long seed) {
        random = new Random(seed);
        put(CommerceEventCodec.class, this::event);
        put(CustomerLedgerCodec.class, this::ledger);
        put(LifetimeCodec.class, () -> ledger().lifetime());
        put(StandingCodec.class, this::standing);
        put(RfmBoundsCodec.class, this::bounds);
        put(PopulationChangeCodec.class, this::populationChange);
        put(PopulationCodec.class, this::population);
        put(KpiFactCodec.class, this::fact);
        put(KpiTotalsCodec.class, this::totals);
        put(KpiPointCodec.class, this::point);
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
        put(KpiSumCodec.class, () -> new KpiSum(time(), totals()));
    }

    private <T> void put(Class<? extends Codec<T>> codec, Supplier<? extends T> sample) {
        samples.put(codec, sample);
    }

    /** Another value for a codec. */
    @SuppressWarnings("unchecked") // What was put in fits its codec.
    <T> T of(Class<? extends Codec<T>> codec) {
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
                            header, text(), amount(), amount(), amount(), amount(), text(),
                            amount());
            case ORDER_REFUNDED -> new OrderRefunded(header, text(), amount());
            case ORDER_CANCELLED ->
                    new OrderCancelled(
                            header,
                            text(),
                            random.nextBoolean()
                                    ? OptionalLong.empty()
                                    : OptionalLong.of(amount()));
            default -> new Interaction(header, type);
        };
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
        return new Profile(text(), time(), day(), standing(), maybe(this::score));
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
