package io.clientele.bench.contender;

import io.clientele.analytics.event.CommerceEvent;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.job.Settings;
import io.clientele.job.StreamTypes;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.pattern.Patterns;
import io.clientele.job.pattern.RuleFeed;
import io.clientele.job.pattern.ShopEvents;
import io.clientele.job.publish.TopicDestinations;
import io.clientele.job.state.CodecType;
import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import io.clientele.rules.language.RuleSource;
import io.clientele.rules.pattern.PatternCompiler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** The same rules on the same events of customers, by Clientele's operator and by Flink CEP's. */
final class RuleOperators {

    /** The operator whose records count: what comes to the rules. */
    static final String COUNTED = "events by customer";

    /** How many rules, as an option of the contender. */
    static final String RULES = "rules";

    private static final Settings SETTINGS =
            Settings.live(ReportingCurrency.only("USD")).withDisorder(Duration.ZERO);

    private RuleOperators() {}

    /** All rules in one operator; live, the alerts go to their topic. */
    static void ofClientele(DataStream<Incoming> incoming, ContenderCommand.Arguments arguments) {
        SingleOutputStreamOperator<CommerceEvent> events = byCustomer(incoming);
        Patterns patterns =
                new Patterns(
                        RuleFeed.of(events.getExecutionEnvironment(), texts(arguments)),
                        events,
                        events,
                        SETTINGS);
        if (arguments.live()) {
            Properties connection = new Properties();
            connection.setProperty("bootstrap.servers", arguments.brokers());
            patterns.alerts()
                    .sinkTo(
                            new TopicDestinations(SETTINGS, connection, arguments.group())
                                    .all()
                                    .alerts())
                    .name("alerts")
                    .uid("alerts");
        } else {
            patterns.alerts().sinkTo(new DiscardingSink<>()).name("nothing").uid("nothing");
        }
    }

    /**
     * An operator for each rule, all of them in one task with the events, so that nothing is
     * written from one to the other. Of an event only what rules read is kept.
     */
    static void ofFlinkCep(DataStream<Incoming> incoming, ContenderCommand.Arguments arguments) {
        DataStream<RuleInput> inputs =
                byCustomer(incoming)
                        .map(RuleOperators::input)
                        .returns(CodecType.of(RuleInput.class, new RuleInputCodec()))
                        .name("what rules see")
                        .uid("what-rules-see");
        KeyedStream<RuleInput, String> keyed =
                DataStreamUtils.reinterpretAsKeyedStream(
                        inputs, input -> input.customer().customer(), Types.STRING);
        texts(arguments)
                .forEach(
                        (name, text) ->
                                CEP.pattern(
                                                keyed,
                                                PatternCompiler.compile(
                                                        new RuleSource(name, text),
                                                        SETTINGS.currency().fractionDigits()))
                                        .inEventTime()
                                        .process(new Told(), Types.STRING)
                                        .uid(name)
                                        .sinkTo(new DiscardingSink<>())
                                        .name("nothing of " + name)
                                        .uid("nothing-of-" + name));
    }

    private static SortedMap<String, String> texts(ContenderCommand.Arguments arguments) {
        return RuleTexts.of(Integer.parseInt(arguments.contender().options().get(RULES)));
    }

    private static SingleOutputStreamOperator<CommerceEvent> byCustomer(
            DataStream<Incoming> incoming) {
        return incoming.filter(
                        record ->
                                record instanceof Incoming.Arrival arrival
                                        && arrival.event().header().identified())
                .name("events of customers alone")
                .uid("events-of-customers-alone")
                .map(record -> ((Incoming.Arrival) record).event())
                .returns(StreamTypes.EVENT)
                .name("events alone")
                .uid("events-alone")
                .keyBy(event -> event.header().identity())
                .map(event -> event)
                .returns(StreamTypes.EVENT)
                .name(COUNTED)
                .uid("events-by-customer");
    }

    private static RuleInput input(CommerceEvent event) {
        RuleEvent seen = ShopEvents.of(event);
        Map<String, Object> read = new HashMap<>(seen.fields());
        read.keySet().retainAll(RuleInputCodec.FIELDS);
        return new RuleInput(
                new RuleEvent(seen.name(), seen.time(), seen.id(), read),
                CustomerView.unknown(event.header().identity()));
    }

    /** Tells the customer, as the rules' messages do. */
    private static final class Told extends PatternProcessFunction<RuleInput, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processMatch(
                Map<String, List<RuleInput>> match, Context context, Collector<String> out) {
            out.collect(match.values().iterator().next().get(0).customer().customer());
        }
    }
}
