package io.clientele.job.rfm;

import static io.clientele.job.StreamTags.KPI_FACTS;
import static io.clientele.job.StreamTags.SEGMENT_MOVES;

import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.profile.SegmentMove;
import io.clientele.analytics.rfm.RfmBounds;
import io.clientele.analytics.rfm.RfmBoundsCodec;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.analytics.rfm.RfmScore;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import io.clientele.job.ledger.StandingChange;
import io.clientele.job.state.CodecType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Scores customers against the population: each one at the end of each day on that day's bounds,
 * which makes the moves; and each one whose ledger has just changed on the newest bounds at hand,
 * for the profile only.
 *
 * <p>The watermark of the two inputs together guarantees that a day's bounds and all of its changes
 * are here when the day ends. Changes of later days may be here as well: they lie aside until their
 * day ends. Of a bounded stream only the profiles at the horizon are written.
 */
public final class ScoreCustomers
        extends KeyedBroadcastProcessFunction<String, StandingChange, RfmBounds, ProfileUpdate> {

    /** The bounds of the days that somebody has yet to be scored on, and the newest. */
    public static final MapStateDescriptor<Long, RfmBounds> BOUNDS =
            new MapStateDescriptor<>(
                    "bounds", Types.LONG, CodecType.of(RfmBounds.class, new RfmBoundsCodec()));

    private static final long serialVersionUID = 1L;

    /** Tasks may be apart by a little; bounds are kept for some days more than one task needs. */
    private static final int DAYS_OF_GRACE = 3;

    private final Settings settings;
    private transient ShopCalendar calendar;
    private transient ValueState<CustomerScore> customers;

    /** Scores up to the settings' horizon. */
    public ScoreCustomers(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        calendar = settings.calendar();
        customers =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "score",
                                        CodecType.of(
                                                CustomerScore.class, new CustomerScoreCodec())));
    }

    @Override
    public void processBroadcastElement(
            RfmBounds bounds, Context context, Collector<ProfileUpdate> profiles) throws Exception {
        var state = context.getBroadcastState(BOUNDS);
        if (context.currentWatermark() != Long.MIN_VALUE) {
            long openDay = calendar.dayOf(context.currentWatermark() + 1);
            List<Long> done = new ArrayList<>();
            for (Map.Entry<Long, RfmBounds> day : state.entries()) {
                if (day.getKey() < openDay - DAYS_OF_GRACE) {
                    done.add(day.getKey());
                }
            }
            for (long day : done) {
                state.remove(day);
            }
        }
        state.put(bounds.day(), bounds);
    }

    @Override
    public void processElement(
            StandingChange change, ReadOnlyContext context, Collector<ProfileUpdate> profiles)
            throws Exception {
        CustomerScore known = customers.value();
        CustomerScore customer = known == null ? new CustomerScore() : known;
        customer.open.put(change.day(), change.standing());
        customers.update(customer);
        if (known == null) {
            alarmAtTheEndOf(change.day(), context);
        }
        if (!settings.bounded() && change.standing().isPresent()) {
            Standing standing = change.standing().get();
            Optional<RfmBounds> newest = newest(context.getBroadcastState(BOUNDS));
            Profile profile =
                    new Profile(
                            change.customerId(),
                            change.time(),
                            change.day(),
                            standing,
                            newest.flatMap(bounds -> score(standing, bounds, change.day())));
            profiles.collect(new ProfileUpdate(change.customerId(), Optional.of(profile)));
        }
    }

    @Override
    public void onTimer(long now, OnTimerContext context, Collector<ProfileUpdate> profiles)
            throws Exception {
        if (settings.isBeyondTheEnd(context.timerService().currentWatermark())) {
            return;
        }
        long day = calendar.dayOf(now);
        CustomerScore customer = customers.value();
        boolean changed = !customer.open.isEmpty() && customer.open.firstKey() <= day;
        if (!customer.endDay(day)) {
            remove(customer, now, context, profiles);
            return;
        }
        Standing standing = customer.standing.orElseThrow();
        RfmBounds bounds = context.getBroadcastState(BOUNDS).get(day);
        Optional<RfmScore> score = bounds == null ? Optional.empty() : score(standing, bounds, day);
        alarmAtTheEndOf(day + 1, context);
        // On most days most customers are silent and keep their scores: that writes nothing.
        boolean worthTelling = changed || !sameScores(customer.score, score);
        if (!worthTelling && now != settings.horizon()) {
            return;
        }
        Profile profile = new Profile(context.getCurrentKey(), now, day, standing, score);
        move(customer, profile, context);
        customer.score = score;
        customers.update(customer);
        if (!settings.bounded() || now == settings.horizon()) {
            profiles.collect(new ProfileUpdate(context.getCurrentKey(), Optional.of(profile)));
        }
    }

    private static Optional<RfmScore> score(Standing standing, RfmBounds bounds, long day) {
        return standing.lifetime().hasOrdered()
                ? Optional.of(bounds.score(standing, day))
                : Optional.empty();
    }

    /** Recency alone grows every day; that is no news. */
    private static boolean sameScores(Optional<RfmScore> before, Optional<RfmScore> after) {
        if (before.isPresent() && after.isPresent()) {
            return before.get().sameScoresAs(after.get());
        }
        return before.isEmpty() && after.isEmpty();
    }

    private static void move(CustomerScore customer, Profile profile, OnTimerContext context) {
        RfmGroup group = profile.group().orElseThrow();
        long value = profile.standing().longestWindow().net();
        long now = profile.asOf();
        Optional<RfmGroup> before = customer.group;
        if (before.isPresent() && before.get() == group) {
            tell(KpiSeries.GROUP_VALUE, group, value - customer.value, now, context);
        } else {
            if (before.isPresent()) {
                leave(customer, now, context);
                tell(KpiSeries.MOVED_OUT, before.get(), 1, now, context);
                context.output(SEGMENT_MOVES, new SegmentMove(before.get(), profile));
            }
            tell(KpiSeries.GROUP_CUSTOMERS, group, 1, now, context);
            tell(KpiSeries.GROUP_VALUE, group, value, now, context);
            tell(KpiSeries.MOVED_IN, group, before.isPresent() ? 1 : 0, now, context);
        }
        customer.group = Optional.of(group);
        customer.value = value;
    }

    private void remove(
            CustomerScore customer,
            long now,
            OnTimerContext context,
            Collector<ProfileUpdate> profiles)
            throws Exception {
        if (customer.group.isPresent()) {
            leave(customer, now, context);
        }
        profiles.collect(new ProfileUpdate(context.getCurrentKey(), Optional.empty()));
        if (customer.open.isEmpty()) {
            customers.clear();
        } else {
            // The customer has come back on a day that is open still.
            CustomerScore anew = new CustomerScore();
            anew.open.putAll(customer.open);
            customers.update(anew);
            alarmAtTheEndOf(anew.open.firstKey(), context);
        }
    }

    private static void leave(CustomerScore customer, long now, OnTimerContext context) {
        RfmGroup group = customer.group.orElseThrow();
        tell(KpiSeries.GROUP_CUSTOMERS, group, -1, now, context);
        tell(KpiSeries.GROUP_VALUE, group, -customer.value, now, context);
    }

    private static void tell(
            KpiSeries series,
            RfmGroup group,
            long amount,
            long now,
            KeyedBroadcastProcessFunction<String, StandingChange, RfmBounds, ProfileUpdate>
                            .OnTimerContext
                    context) {
        if (amount != 0) {
            context.output(KPI_FACTS, KpiFact.group(now, series, group, amount));
        }
    }

    private void alarmAtTheEndOf(
            long day,
            KeyedBroadcastProcessFunction<String, StandingChange, RfmBounds, ProfileUpdate>
                            .ReadOnlyContext
                    context) {
        long end = calendar.endOf(day);
        if (end <= settings.horizon()) {
            context.timerService().registerEventTimeTimer(end);
        }
    }

    private static Optional<RfmBounds> newest(ReadOnlyBroadcastState<Long, RfmBounds> days)
            throws Exception {
        RfmBounds newest = null;
        for (Map.Entry<Long, RfmBounds> day : days.immutableEntries()) {
            if (newest == null || day.getKey() > newest.day()) {
                newest = day.getValue();
            }
        }
        return Optional.ofNullable(newest);
    }
}
