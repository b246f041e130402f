package io.clientele.gateway.live;

import io.clientele.gateway.alert.AlertChoice;
import io.clientele.gateway.alert.RecentAlerts;
import io.clientele.gateway.alert.RuleCount;
import io.clientele.gateway.deadletter.RecentDeadLetters;
import io.clientele.gateway.kpi.DaySoFar;
import io.clientele.gateway.kpi.KpiHistory;
import io.clientele.gateway.kpi.KpiPoint;
import io.clientele.gateway.kpi.Pipeline;
import io.clientele.gateway.kpi.RefusalCount;
import io.clientele.gateway.model.Insights;
import io.clientele.gateway.model.ModelTopic;
import io.clientele.gateway.profile.CustomerRanking;
import io.clientele.gateway.profile.ProfileTopic;
import io.clientele.gateway.segment.GroupSize;
import io.clientele.gateway.segment.RecentMoves;
import io.clientele.gateway.topic.StreamStatus;
import io.clientele.gateway.topic.TopicFollower;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** What is held in memory of all topics, seen together. */
@Component
public class Views {

    /**
     * How far each view has come: a part of the overview has changed where its number has.
     *
     * @param kpis of the KPI history
     * @param profiles of the ranking
     * @param moves of the moves
     * @param refusals of the dead letters
     * @param models of the models' texts
     * @param alerts of the alerts
     */
    public record Versions(
            long kpis, long profiles, long moves, long refusals, long models, long alerts) {}

    /** How many alerts the page is sent. */
    static final int ALERTS_SHOWN = 50;

    private static final int SCHEMA = 1;

    private final TopicFollower follower;
    private final KpiHistory history;
    private final ProfileTopic profiles;
    private final CustomerRanking ranking;
    private final RecentMoves moves;
    private final RecentDeadLetters deadLetters;
    private final ModelTopic models;
    private final RecentAlerts alerts;

    /** Sees these views together. */
    public Views(
            TopicFollower follower,
            KpiHistory history,
            ProfileTopic profiles,
            CustomerRanking ranking,
            RecentMoves moves,
            RecentDeadLetters deadLetters,
            ModelTopic models,
            RecentAlerts alerts) {
        this.follower = follower;
        this.history = history;
        this.profiles = profiles;
        this.ranking = ranking;
        this.moves = moves;
        this.deadLetters = deadLetters;
        this.models = models;
        this.alerts = alerts;
    }

    /** How far each view has come. */
    public Versions versions() {
        return new Versions(
                history.version(),
                ranking.version(),
                moves.version(),
                deadLetters.version(),
                models.version(),
                alerts.version());
    }

    /** Everything. */
    public Overview overview() {
        return new Overview(
                SCHEMA,
                status(),
                kpisSince(0),
                profiles(),
                moves(),
                refusals(),
                insights(),
                alerts());
    }

    /** How the gateway stands to the brokers. */
    public StreamStatus status() {
        return follower.status();
    }

    /** The KPI part, with the sales windows taken after the history had the given version. */
    public Overview.Kpis kpisSince(long version) {
        Optional<KpiPoint> newestSales = history.latest("sales");
        return new Overview.Kpis(
                history.newest(),
                newestSales
                        .map(point -> OptionalLong.of(point.windowSeconds()))
                        .orElse(OptionalLong.empty()),
                DaySoFar.of(history),
                history.latest("customers")
                        .flatMap(point -> point.field("known"))
                        .map(known -> OptionalLong.of(known.longValue()))
                        .orElse(OptionalLong.empty()),
                sales(version),
                GroupSize.of(history),
                GroupSize.countedAt(history),
                Pipeline.of(history),
                RefusalCount.of(history));
    }

    /** The part of the profiles. */
    public Overview.Profiles profiles() {
        return new Overview.Profiles(
                profiles.currency(),
                profiles.longestWindowDays(),
                ranking.isExact(),
                ranking.best());
    }

    /** The part of the moves. */
    public Overview.Moves moves() {
        return new Overview.Moves(moves.newestFirst().stream().map(Overview.Move::of).toList());
    }

    /** The part of the dead letters. */
    public Overview.Refusals refusals() {
        return new Overview.Refusals(deadLetters.newestFirst());
    }

    /** The part of the models. */
    public Insights insights() {
        return Insights.of(history, models.words());
    }

    /** The part of the alerts. */
    public Overview.Alerts alerts() {
        return new Overview.Alerts(
                alerts.newestFirst(AlertChoice.ALL, ALERTS_SHOWN), RuleCount.of(history));
    }

    private List<Overview.SalesWindow> sales(long version) {
        return history.seriesSince("sales", version).stream()
                .map(
                        point ->
                                new Overview.SalesWindow(
                                        point.time(),
                                        point.count("net_revenue"),
                                        point.count("gross_revenue"),
                                        point.count("orders")))
                .toList();
    }
}
