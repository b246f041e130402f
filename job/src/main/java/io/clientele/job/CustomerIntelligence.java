package io.clientele.job;

import static io.clientele.job.StreamTags.DEAD_LETTERS;
import static io.clientele.job.StreamTags.SEGMENT_MOVES;
import static io.clientele.job.StreamTags.VIP_MOVES;

import io.clientele.analytics.alert.Alert;
import io.clientele.job.anomaly.Anomalies;
import io.clientele.job.ingest.Admit;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.kpi.Kpis;
import io.clientele.job.ledger.DropDuplicates;
import io.clientele.job.ledger.KeepLedger;
import io.clientele.job.model.ModelControls;
import io.clientele.job.model.ModelTraining;
import io.clientele.job.pattern.Patterns;
import io.clientele.job.pattern.RuleFeed;
import io.clientele.job.rfm.Audience;
import io.clientele.job.rfm.PopulationBounds;
import io.clientele.job.rfm.ScoreCustomers;
import io.clientele.job.state.WriteBackBroadcastOperator;
import io.clientele.job.state.WriteBackOperator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;

/**
 * The whole dataflow, from what comes in to what is told, on one screen. The same wiring runs on
 * topics, on a file and in tests: what comes in and where results go is the caller's.
 *
 * <pre>
 *   incoming ─ admit ─ by customer: drop duplicates ─ keep ledger ─ score customers ─► profiles, moves, VIPs
 *                │            │                           │  ├ count population ───────┤
 *                │            │                           │  └ train models ─ pin models ┴► models, model status
 *                │            ├───────────────────────────┴─ run rules ─► alerts, rule status
 *                └────────────┴───────────────────────────┴─ KPI windows ─► KPIs      ─► dead letters
 *                                                            └─ detect anomalies ─► alerts
 * </pre>
 */
public final class CustomerIntelligence {

    private CustomerIntelligence() {}

    /** Wires the dataflow without rules. */
    public static void define(DataStream<Incoming> incoming, Settings settings, Destinations to) {
        define(incoming, Optional.empty(), Optional.empty(), settings, to);
    }

    /** Wires the dataflow, with the rules if there are any. */
    public static void define(
            DataStream<Incoming> incoming,
            Optional<RuleFeed> rules,
            Settings settings,
            Destinations to) {
        define(incoming, rules, Optional.empty(), settings, to);
    }

    /** Wires the dataflow, with the rules and with who asks for versions of models, if any. */
    public static void define(
            DataStream<Incoming> incoming,
            Optional<RuleFeed> rules,
            Optional<ModelControls> controls,
            Settings settings,
            Destinations to) {
        // As parallel as the source, so that a customer's events keep their order.
        var admitted =
                incoming.process(new Admit(), StreamTypes.ADMITTED)
                        .name("admit")
                        .uid("admit")
                        .setParallelism(incoming.getParallelism());

        var events =
                admitted.keyBy(one -> one.event().header().key())
                        .transform(
                                "drop duplicates",
                                StreamTypes.EVENT,
                                WriteBackOperator.of(new DropDuplicates(settings)))
                        .uid("drop-duplicates");

        var standings =
                DataStreamUtils.reinterpretAsKeyedStream(events, event -> event.header().key())
                        .transform(
                                "keep ledger",
                                StreamTypes.STANDING_CHANGE,
                                WriteBackOperator.of(new KeepLedger(settings)))
                        .uid("keep-ledger");

        var models = new ModelTraining(standings, controls, settings);
        var dayEnds = models.completing(PopulationBounds.of(standings, settings));

        var profiles =
                DataStreamUtils.reinterpretAsKeyedStream(standings, change -> change.customerId())
                        .connect(dayEnds.broadcast())
                        .transform(
                                "score customers",
                                StreamTypes.PROFILE_UPDATE,
                                WriteBackBroadcastOperator.of(
                                        new ScoreCustomers(settings, Audience.of(rules)),
                                        ScoreCustomers.DAY_ENDS))
                        .uid("score-customers");

        var kpis =
                new Kpis(incoming, settings)
                        .and(admitted)
                        .and(events)
                        .and(standings)
                        .and(profiles)
                        .andPoints(models.figures());

        var patterns = rules.map(feed -> new Patterns(feed, events, profiles, settings));
        patterns.ifPresent(running -> running.countIn(kpis));
        var points = kpis.points();

        var deadLetters =
                admitted.getSideOutput(DEAD_LETTERS).union(events.getSideOutput(DEAD_LETTERS));
        profiles.sinkTo(to.profiles()).name("profiles").uid("profiles");
        var moves = profiles.getSideOutput(SEGMENT_MOVES);
        moves.sinkTo(to.segmentMoves()).name("segment moves").uid("segment-moves");
        profiles.getSideOutput(VIP_MOVES).sinkTo(to.vipMoves()).name("VIP moves").uid("vip-moves");
        models.sinkTo(to.models());
        models.tellStatus(to.modelStatus());
        points.sinkTo(to.kpis()).name("KPIs").uid("kpis").setParallelism(1);
        deadLetters.sinkTo(to.deadLetters()).name("dead letters").uid("dead-letters");
        patterns.ifPresent(running -> running.sinkTo(to.ruleStatus()));
        Stream.<Optional<DataStream<Alert>>>of(
                        patterns.map(Patterns::alerts), Anomalies.in(points, settings))
                .flatMap(Optional::stream)
                .reduce((some, others) -> some.union(others))
                .ifPresent(alerts -> alerts.sinkTo(to.alerts()).name("alerts").uid("alerts"));
    }
}
