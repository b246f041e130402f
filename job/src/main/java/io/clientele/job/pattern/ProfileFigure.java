package io.clientele.job.pattern;

import io.clientele.analytics.churn.ChurnPrediction;
import io.clientele.analytics.churn.Reason;
import io.clientele.analytics.feature.Features;
import io.clientele.analytics.habit.Habits;
import io.clientele.analytics.habit.RobustScale;
import io.clientele.analytics.ledger.Lifetime;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.ledger.WindowTotals;
import io.clientele.analytics.model.CustomerCluster;
import io.clientele.analytics.model.CustomerValue;
import io.clientele.analytics.profile.Profile;
import io.clientele.analytics.rfm.RfmScore;
import io.clientele.analytics.value.ValueEstimate;
import io.clientele.job.pattern.CustomerFigures.Absence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** One figure of a profile, as rules see it. */
@FunctionalInterface
interface ProfileFigure {

    /**
     * The figure: Double, String, Boolean, Instant, a list of texts, or {@link Absence} where the
     * profile's JSON has {@code null}.
     */
    Object of(Known known);

    /** A profile, with what is made of it only if somebody asks. */
    final class Known {

        private static final double[] NONE = {};

        private final Profile profile;
        private final Features features;
        private double[] row = NONE;

        Known(Profile profile, Features features) {
            this.profile = profile;
            this.features = features;
        }

        private double feature(int index) {
            if (profile.standing().habits().isEmpty()) {
                return Double.NaN;
            }
            if (row.length == 0) {
                row = features.row(profile.standing(), profile.day());
            }
            return row[index];
        }
    }

    /** All figures that rules can read, by their paths. */
    static Map<String, ProfileFigure> all(SlidingWindows windows) {
        Map<String, ProfileFigure> all = new TreeMap<>();
        lifetime(all);
        for (int i = 0; i < windows.days().size(); i++) {
            window(i, "windows." + windows.days().get(i), all);
        }
        score("rfm.recency_days", RfmScore::recencyDays, all);
        score("rfm.r", RfmScore::r, all);
        score("rfm.f", RfmScore::f, all);
        score("rfm.m", RfmScore::m, all);
        all.put("rfm.group", known -> orAbsent(known.profile.group().map(Enum::name)));
        for (int i = 0; i < Features.names().size(); i++) {
            int index = i;
            all.put("features." + Features.names().get(i), known -> number(known.feature(index)));
        }
        history(all);
        value(all);
        cluster(all);
        churn(all);
        scale(OwnHistory.AMOUNTS, Habits::amountScale, all);
        scale(OwnHistory.GAPS, Habits::gapScale, all);
        return all;
    }

    private static void lifetime(Map<String, ProfileFigure> all) {
        all.put("lifetime.orders", known -> (double) lifetime(known).orders());
        all.put("lifetime.gross", known -> (double) lifetime(known).gross());
        all.put("lifetime.refunds", known -> (double) lifetime(known).refunds());
        all.put(CustomerFigures.FIRST_ORDER_AT, ordered(of -> instant(of.firstOrderAt())));
        all.put(CustomerFigures.LAST_ORDER_AT, ordered(of -> instant(of.lastOrderAt())));
    }

    private static void window(int index, String path, Map<String, ProfileFigure> all) {
        Function<Known, WindowTotals> totals =
                known -> known.profile.standing().windows().get(index);
        all.put(path + ".orders", known -> (double) totals.apply(known).orders());
        all.put(path + ".net", known -> (double) totals.apply(known).net());
    }

    private static void score(
            String path, ToDoubleFunction<RfmScore> figure, Map<String, ProfileFigure> all) {
        all.put(path, known -> orAbsent(known.profile.score().map(figure::applyAsDouble)));
    }

    /** What the value models are fitted to; times in weeks, as they count. */
    private static void history(Map<String, ProfileFigure> all) {
        double daysPerWeek = 7;
        all.put("value.x", ordered(of -> (double) of.repeatDays()));
        all.put("value.t_x", ordered(of -> of.daysToLastOrder() / daysPerWeek));
        all.put(
                "value.T",
                known ->
                        lifetime(known).hasOrdered()
                                ? lifetime(known).daysObserved(known.profile.day()) / daysPerWeek
                                : Absence.NO_VALUE);
        all.put("value.mean_order", ordered(Lifetime::meanOrder));
        all.put("value.mean_repeat_day", ordered(Lifetime::meanRepeatDay));
        all.put("value.mean_gap_days", ordered(Lifetime::meanGap));
        all.put("value.gap_variance", ordered(Lifetime::gapVariance));
    }

    private static void value(Map<String, ProfileFigure> all) {
        Map<String, Function<CustomerValue, Object>> figures =
                Map.of(
                        "p_alive", estimated(ValueEstimate::probabilityAlive),
                        "expected_orders.30", estimated(ValueEstimate::ordersIn30),
                        "expected_orders.90", estimated(ValueEstimate::ordersIn90),
                        "expected_orders.365", estimated(ValueEstimate::ordersIn365),
                        "clv", estimated(ValueEstimate::lifetimeValue),
                        "vip", CustomerValue::vip);
        figures.forEach(
                (name, figure) ->
                        all.put(
                                "value." + name,
                                known -> orAbsent(known.profile.insight().value().map(figure))));
    }

    private static Function<CustomerValue, Object> estimated(
            ToDoubleFunction<ValueEstimate> figure) {
        return value -> figure.applyAsDouble(value.estimate());
    }

    private static void cluster(Map<String, ProfileFigure> all) {
        Map<String, Function<CustomerCluster, Object>> figures =
                Map.of(
                        "id", cluster -> (double) cluster.id(),
                        "name", CustomerCluster::name,
                        "model_version", cluster -> (double) cluster.modelVersion());
        figures.forEach(
                (name, figure) ->
                        all.put(
                                "cluster." + name,
                                known -> orAbsent(known.profile.insight().cluster().map(figure))));
    }

    private static void churn(Map<String, ProfileFigure> all) {
        Map<String, Function<ChurnPrediction, Object>> figures =
                Map.of(
                        "risk",
                        ChurnPrediction::risk,
                        "band",
                        churn -> churn.band().label(),
                        "champion",
                        churn -> churn.champion().label(),
                        "reasons",
                        ProfileFigure::reasons);
        figures.forEach(
                (name, figure) ->
                        all.put(
                                "churn." + name,
                                known -> orAbsent(known.profile.insight().churn().map(figure))));
    }

    private static List<String> reasons(ChurnPrediction churn) {
        return churn.reasons().stream().map(Reason::text).toList();
    }

    /** What orders to come are compared with. */
    private static void scale(
            String path,
            Function<Habits, Optional<RobustScale>> scale,
            Map<String, ProfileFigure> all) {
        Function<Known, Optional<RobustScale>> known =
                of -> of.profile.standing().habits().flatMap(scale);
        all.put(path + OwnHistory.CENTRE, of -> orAbsent(known.apply(of).map(RobustScale::centre)));
        all.put(path + OwnHistory.SPREAD, of -> orAbsent(known.apply(of).map(RobustScale::spread)));
    }

    private static ProfileFigure ordered(Function<Lifetime, Object> figure) {
        return known ->
                lifetime(known).hasOrdered() ? figure.apply(lifetime(known)) : Absence.NO_VALUE;
    }

    private static Lifetime lifetime(Known known) {
        return known.profile.standing().lifetime();
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private static Object number(double value) {
        return Double.isNaN(value) ? Absence.NO_VALUE : (Object) value;
    }

    private static Object orAbsent(Optional<?> value) {
        return value.isPresent() ? value.get() : Absence.NO_VALUE;
    }
}
