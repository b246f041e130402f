package io.clientele.job.pattern;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertCodec;
import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.kpi.KpiPointCodec;
import io.clientele.job.Settings;
import io.clientele.job.StreamTags;
import io.clientele.job.kpi.Kpis;
import io.clientele.job.state.CodecType;
import io.clientele.job.state.LocalCombiner;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the dataflow that runs rules: over the events of customers, with their profiles.
 *
 * <p>All signals of a customer come from the task that has the customer already, so that nothing
 * crosses the network for rules.
 */
public final class Patterns {

    private static final CodecType<RuleSignal> SIGNAL =
            CodecType.of(RuleSignal.class, new RuleSignalCodec());
    private static final CodecType<RuleTally> TALLY =
            CodecType.of(RuleTally.class, new RuleTallyCodec());

    private final SingleOutputStreamOperator<Alert> alerts;
    private final DataStream<KpiPoint> points;

    /**
     * Wires the rules.
     *
     * @param events what has happened, by customer, each once
     * @param profiles the operator that tells what is new in profiles
     */
    public Patterns(
            RuleFeed rules,
            DataStream<CommerceEvent> events,
            SingleOutputStreamOperator<?> profiles,
            Settings settings) {
        DataStream<RuleSignal> happened =
                events.filter(event -> event.header().identified())
                        .name("events of customers")
                        .uid("events-of-customers")
                        .map(event -> (RuleSignal) new RuleSignal.Happened(event))
                        .returns(SIGNAL)
                        .name("signals of events")
                        .uid("signals-of-events");
        DataStream<RuleSignal> told =
                profiles.getSideOutput(StreamTags.PROFILE_NEWS)
                        .map(news -> (RuleSignal) new RuleSignal.ProfileTold(news))
                        .returns(SIGNAL)
                        .name("signals of profiles")
                        .uid("signals-of-profiles");
        alerts =
                DataStreamUtils.reinterpretAsKeyedStream(
                                happened.union(told), RuleSignal::customerId)
                        .connect(rules.changes().broadcast(RunRules.RULES))
                        .process(
                                new RunRules(settings, rules.atStart()),
                                CodecType.of(Alert.class, new AlertCodec()))
                        .name("run rules")
                        .uid("run-rules");
        points =
                alerts.getSideOutput(RunRules.TALLIES)
                        .transform(
                                "sum what rules do",
                                TALLY,
                                new LocalCombiner<>(() -> new RuleSums(settings)))
                        .uid("sum-what-rules-do")
                        .keyBy(RuleTally::key)
                        .process(
                                new CloseRuleWindows(settings),
                                CodecType.of(KpiPoint.class, new KpiPointCodec()))
                        .name("close rule windows")
                        .uid("close-rule-windows");
    }

    /** The alerts of live rules. */
    public DataStream<Alert> alerts() {
        return alerts;
    }

    /** Counts in the KPIs what rules do. */
    public void countIn(Kpis kpis) {
        kpis.and(alerts).andPoints(Optional.of(points));
    }

    /** Tells what became of each rule's record. */
    public void sinkTo(Sink<RuleStatus> destination) {
        alerts.getSideOutput(RunRules.STATUS)
                .sinkTo(destination)
                .name("rule status")
                .uid("rule-status")
                .setParallelism(1);
    }
}
