package io.clientele.gateway.live;

import io.clientele.gateway.alert.Alert;
import io.clientele.gateway.alert.RuleCount;
import io.clientele.gateway.deadletter.DeadLetter;
import io.clientele.gateway.kpi.DaySoFar;
import io.clientele.gateway.kpi.Pipeline;
import io.clientele.gateway.kpi.RefusalCount;
import io.clientele.gateway.model.Insights;
import io.clientele.gateway.profile.CustomerStanding;
import io.clientele.gateway.segment.CustomerGroup;
import io.clientele.gateway.segment.GroupSize;
import io.clientele.gateway.segment.SegmentMove;
import io.clientele.gateway.topic.StreamStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Everything that the live page shows, in parts that change on their own.
 *
 * @param schema the version of this form, 1
 * @param status how the gateway stands to the brokers
 * @param kpis what comes from the KPI points
 * @param profiles what comes from the profiles
 * @param moves the last moves between groups
 * @param refusals the last dead letters
 * @param insights what the models say
 * @param alerts the last alerts, and what rules did today
 */
public record Overview(
        int schema,
        StreamStatus status,
        Kpis kpis,
        Profiles profiles,
        Moves moves,
        Refusals refusals,
        Insights insights,
        Alerts alerts) {

    /**
     * What comes from the KPI points.
     *
     * @param shopTime the newest window's last millisecond, the time in the shop
     * @param windowSeconds the length of the newest sales window
     * @param today the day so far beside the day before
     * @param knownCustomers customers with a profile
     * @param sales revenue and orders by window, by time; in an update only the windows that
     *     changed; windows without events are not there
     * @param groups the groups, the best first; empty while they were not counted
     * @param groupsAt when they were counted
     * @param pipeline how the job does
     * @param refusals refused records by reason, the most frequent first
     */
    public record Kpis(
            Optional<Instant> shopTime,
            OptionalLong windowSeconds,
            Optional<DaySoFar> today,
            OptionalLong knownCustomers,
            List<SalesWindow> sales,
            List<GroupSize> groups,
            Optional<Instant> groupsAt,
            Optional<Pipeline> pipeline,
            List<RefusalCount> refusals) {}

    /**
     * The sales of one window; amounts in minor units.
     *
     * @param time the window's last millisecond
     * @param netRevenue orders minus refunds and cancellations
     * @param grossRevenue orders
     * @param orders the number of orders
     */
    public record SalesWindow(Instant time, long netRevenue, long grossRevenue, long orders) {}

    /**
     * What comes from the profiles.
     *
     * @param currency the reporting currency, an ISO 4217 code
     * @param windowDays the length of the longest window
     * @param exact whether the ranking is certain, see {@link
     *     io.clientele.gateway.profile.CustomerRanking}
     * @param best the customers of the greatest net amount in that window, the greatest first
     */
    public record Profiles(
            Optional<String> currency,
            OptionalInt windowDays,
            boolean exact,
            List<CustomerStanding> best) {}

    /**
     * The last moves between groups.
     *
     * @param last the moves, newest first
     */
    public record Moves(List<Move> last) {}

    /**
     * One customer's move.
     *
     * @param customerId the customer
     * @param from the group left
     * @param to the group entered
     * @param direction whether that is up or down in the order of the groups
     * @param at the day's last millisecond
     * @param net the customer's net amount in the longest window, minor units, if known
     */
    public record Move(
            String customerId,
            CustomerGroup from,
            CustomerGroup to,
            SegmentMove.Direction direction,
            Instant at,
            OptionalLong net) {

        static Move of(SegmentMove move) {
            return new Move(
                    move.customerId(),
                    move.from(),
                    move.to(),
                    move.direction(),
                    move.at(),
                    move.net());
        }
    }

    /**
     * The last dead letters.
     *
     * @param last the dead letters, newest first
     */
    public record Refusals(List<DeadLetter> last) {}

    /**
     * The last alerts.
     *
     * @param last the alerts, newest first
     * @param rules what rules did since the start of the shop's day, by the newest KPI points
     */
    public record Alerts(List<Alert> last, List<RuleCount> rules) {}
}
