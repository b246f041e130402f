package io.clientele.job;

import static io.clientele.job.StreamTags.DEAD_LETTERS;
import static io.clientele.job.StreamTags.SEGMENT_MOVES;

import io.clientele.job.ingest.Admit;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.kpi.Kpis;
import io.clientele.job.ledger.DropDuplicates;
import io.clientele.job.ledger.KeepLedger;
import io.clientele.job.rfm.PopulationBounds;
import io.clientele.job.rfm.ScoreCustomers;
import io.clientele.job.state.WriteBackOperator;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;

/**
 * The whole dataflow, from what comes in to what is told, on one screen. The same wiring runs on
 * topics, on a file and in tests: what comes in and where results go is the caller's.
 *
 * <pre>
 *   incoming ─ admit ─ by customer: drop duplicates ─ keep ledger ─ score customers ─► profiles, moves
 *                │            │                           │  └ count population ┘
 *                └────────────┴───────────────────────────┴─ KPI windows ─► KPIs      ─► dead letters
 * </pre>
 */
public final class CustomerIntelligence {

    private CustomerIntelligence() {}

    /** Wires the dataflow. */
    public static void define(DataStream<Incoming> incoming, Settings settings, Destinations to) {
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

        var bounds = PopulationBounds.of(standings, settings);

        var profiles =
                DataStreamUtils.reinterpretAsKeyedStream(standings, change -> change.customerId())
                        .connect(bounds.broadcast(ScoreCustomers.BOUNDS))
                        .process(new ScoreCustomers(settings), StreamTypes.PROFILE_UPDATE)
                        .name("score customers")
                        .uid("score-customers");

        var kpis =
                new Kpis(incoming, settings)
                        .and(admitted)
                        .and(events)
                        .and(standings)
                        .and(profiles)
                        .points();

        var deadLetters =
                admitted.getSideOutput(DEAD_LETTERS).union(events.getSideOutput(DEAD_LETTERS));
        profiles.sinkTo(to.profiles()).name("profiles").uid("profiles");
        var moves = profiles.getSideOutput(SEGMENT_MOVES);
        moves.sinkTo(to.segmentMoves()).name("segment moves").uid("segment-moves");
        kpis.sinkTo(to.kpis()).name("KPIs").uid("kpis").setParallelism(1);
        deadLetters.sinkTo(to.deadLetters()).name("dead letters").uid("dead-letters");
    }
}
