package io.clientele.job.rfm;

import static io.clientele.job.StreamTags.PROFILE_NEWS;

import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.model.Insight;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.Scorer;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.rfm.RfmBounds;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.analytics.rfm.RfmScore;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import io.clientele.job.ledger.StandingChange;
import io.clientele.job.state.CodecType;
import io.clientele.job.state.WriteBackCache;
import io.clientele.job.state.WriteBackOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Scores customers against the population and by the models: each one at the end of each day on
 * that day's, which makes the moves; and each one whose ledger has just changed on the newest at
 * hand, for the profile only.
 *
 * <p>The watermark of the two inputs together guarantees that a day's bounds, its models and all of
 * its changes are here when the day ends. Changes of later days may be here as well: they lie aside
 * until their day ends. Of a bounded stream only the profiles at the horizon are written.
 *
 * <p>Who is silent and keeps its scores costs no access of state, see {@link SilentCustomers}.
 */
public final class ScoreCustomers
        extends KeyedBroadcastProcessFunction<String, StandingChange, DayEnd, ProfileUpdate>
        implements WriteBackOperator.Cached {

    /** The days that somebody has yet to be scored on, and the newest. */
    public static final MapStateDescriptor<Long, DayEnd> DAY_ENDS =
            new MapStateDescriptor<>(
                    "day-ends", Types.LONG, CodecType.of(DayEnd.class, new DayEndCodec()));

    private static final long serialVersionUID = 1L;

    /** Tasks may be apart by a little; days are kept for some more than one task needs. */
    private static final int DAYS_OF_GRACE = 3;

    private final Settings settings;
    private final Audience audience;
    private transient ShopCalendar calendar;
    private transient Scorer scorer;
    private transient WriteBackCache<String, CustomerScore> customers;
    private transient SilentCustomers silent;

    /** Scores up to the settings' horizon. */
    public ScoreCustomers(Settings settings, Audience audience) {
        this.settings = settings;
        this.audience = audience;
    }

    @Override
    public void open(OpenContext context) {
        calendar = settings.calendar();
        scorer = new Scorer();
        silent = new SilentCustomers();
        customers =
                WriteBackCache.of(
                        getRuntimeContext()
                                .getState(
                                        new ValueStateDescriptor<>(
                                                "score",
                                                CodecType.of(
                                                        CustomerScore.class,
                                                        new CustomerScoreCodec()))));
    }

    @Override
    public WriteBackCache<?, ?> cache() {
        return customers;
    }

    @Override
    public void processBroadcastElement(
            DayEnd end, Context context, Collector<ProfileUpdate> profiles) throws Exception {
        var days = context.getBroadcastState(DAY_ENDS);
        if (context.currentWatermark() != Long.MIN_VALUE) {
            long openDay = calendar.dayOf(context.currentWatermark() + 1);
            List<Long> done = new ArrayList<>();
            for (Map.Entry<Long, DayEnd> day : days.entries()) {
                if (day.getKey() < openDay - DAYS_OF_GRACE) {
                    done.add(day.getKey());
                }
            }
            for (long day : done) {
                days.remove(day);
            }
        }
        DayEnd known = days.get(end.day());
        days.put(end.day(), known == null ? end : known.and(end));
    }

    @Override
    public void processElement(
            StandingChange change, ReadOnlyContext context, Collector<ProfileUpdate> profiles)
            throws Exception {
        Optional<CustomerScore> known = customers.value();
        CustomerScore customer = known.orElseGet(CustomerScore::new);
        customer.open.put(change.day(), change.standing());
        customers.update(customer);
        silent.forget(change.customerId());
        if (known.isEmpty()) {
            alarmAtTheEndOf(change.day(), context);
            tellRules(new ProfileNews.Began(change.customerId()), context);
        }
        // What is told as the day ends is scored as the day ends.
        boolean interim = change.time() < calendar.endOf(change.day());
        if (interim && !settings.bounded() && change.standing().isPresent()) {
            Standing standing = change.standing().get();
            DayEnd newest = newest(context.getBroadcastState(DAY_ENDS), change.day());
            Profile profile =
                    profile(change.customerId(), change.time(), change.day(), standing, newest)
                            .with(insight(newest, change.customerId(), standing));
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
        DayEnd end = endOf(day, context.getBroadcastState(DAY_ENDS));
        if (!isHeardByAll(now) && silent.stays(context.getCurrentKey(), end)) {
            alarmAtTheEndOf(day + 1, context);
            return;
        }
        CustomerScore customer = customers.value().orElseThrow();
        boolean changed = !customer.open.isEmpty() && customer.open.firstKey() <= day;
        if (!customer.endDay(day)) {
            remove(customer, now, context, profiles);
            return;
        }
        Standing standing = customer.standing.orElseThrow();
        alarmAtTheEndOf(day + 1, context);
        Profile profile = profile(context.getCurrentKey(), now, day, standing, end);
        boolean vip =
                end.models()
                        .map(models -> models.isVip(standing.lifetime(), day))
                        .orElse(customer.vip);
        boolean news =
                changed || vip != customer.vip || !sameScores(customer.score, profile.score());
        boolean tells = settings.bounded() ? now == settings.horizon() : news;
        if (tells || vip != customer.vip || audience == Audience.READERS_AND_RULES) {
            profile = profile.with(insight(end, context.getCurrentKey(), standing));
        }
        RfmGroup group = profile.group().orElseThrow();
        tellRules(
                new ProfileNews.DayEnded(profile, customer.group.filter(from -> from != group)),
                context);
        if (news || tells) {
            // On most days most customers are silent and keep their scores: that writes nothing.
            new Memberships(customer, now, context::output).become(profile, vip);
            customer.score = profile.score();
            customers.update(customer);
        }
        if (customer.open.isEmpty()) {
            silent.hold(context.getCurrentKey(), customer);
        }
        if (tells) {
            profiles.collect(new ProfileUpdate(context.getCurrentKey(), Optional.of(profile)));
        }
    }

    /** Whether a day's end is told of everybody: to rules always, to readers at the horizon. */
    private boolean isHeardByAll(long now) {
        return audience == Audience.READERS_AND_RULES || now == settings.horizon();
    }

    private static Profile profile(
            String customer, long now, long day, Standing standing, DayEnd end) {
        return new Profile(
                customer,
                now,
                day,
                standing,
                end.bounds().flatMap(bounds -> score(standing, bounds, day)),
                Insight.NONE);
    }

    private static Optional<RfmScore> score(Standing standing, RfmBounds bounds, long day) {
        return standing.lifetime().hasOrdered()
                ? Optional.of(bounds.score(standing, day))
                : Optional.empty();
    }

    private Insight insight(DayEnd end, String customer, Standing standing) {
        return end.models()
                .map(models -> scorer.insight(models, customer, standing, end.day()))
                .orElse(Insight.NONE);
    }

    /** Recency alone grows every day; that is no news. */
    private static boolean sameScores(Optional<RfmScore> before, Optional<RfmScore> after) {
        if (before.isPresent() && after.isPresent()) {
            return before.get().sameScoresAs(after.get());
        }
        return before.isEmpty() && after.isEmpty();
    }

    private void remove(
            CustomerScore customer,
            long now,
            OnTimerContext context,
            Collector<ProfileUpdate> profiles)
            throws Exception {
        new Memberships(customer, now, context::output).end();
        profiles.collect(new ProfileUpdate(context.getCurrentKey(), Optional.empty()));
        tellRules(new ProfileNews.Removed(context.getCurrentKey()), context);
        if (customer.open.isEmpty()) {
            customers.clear();
        } else {
            // The customer has come back on a day that is open still.
            CustomerScore anew = new CustomerScore();
            anew.open.putAll(customer.open);
            customers.update(anew);
            alarmAtTheEndOf(anew.open.firstKey(), context);
            tellRules(new ProfileNews.Began(context.getCurrentKey()), context);
        }
    }

    private void tellRules(ProfileNews news, ReadOnlyContext context) {
        if (audience == Audience.READERS_AND_RULES) {
            context.output(PROFILE_NEWS, news);
        }
    }

    private void alarmAtTheEndOf(long day, ReadOnlyContext context) {
        long end = calendar.endOf(day);
        if (end <= settings.horizon()) {
            context.timerService().registerEventTimeTimer(end);
        }
    }

    private static DayEnd endOf(long day, ReadOnlyBroadcastState<Long, DayEnd> days)
            throws Exception {
        DayEnd end = days.get(day);
        return end == null ? DayEnd.unknown(day) : end;
    }

    /** The newest bounds and the newest models, be they of different days. */
    private static DayEnd newest(ReadOnlyBroadcastState<Long, DayEnd> days, long day)
            throws Exception {
        Optional<RfmBounds> bounds = Optional.empty();
        Optional<Models> models = Optional.empty();
        for (Map.Entry<Long, DayEnd> entry : days.immutableEntries()) {
            DayEnd end = entry.getValue();
            if (bounds.isEmpty() || (end.bounds().isPresent() && end.day() > bounds.get().day())) {
                bounds = end.bounds();
            }
            if (models.isEmpty() || (end.models().isPresent() && end.day() > models.get().day())) {
                models = end.models();
            }
        }
        return new DayEnd(day, bounds, models);
    }
}
