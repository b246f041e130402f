package io.clientele.job.pattern;

import io.clientele.job.state.CodecType;
import io.clientele.rules.event.RuleInput;
import io.clientele.rules.language.RuleSource;
import io.clientele.rules.pattern.PatternCompiler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;

/**
 * Flink CEP's own operator for each of several rules, on the same events.
 *
 * <p>Which of several matches that began with the same event and are certain at the same instant it
 * tells, depends on which other partial matches ran out of time at the same watermark. So its
 * watermark stops at each minute, where all events are and all times end.
 */
final class StockPatterns implements AutoCloseable {

    private final List<KeyedOneInputStreamOperatorTestHarness<String, RuleInput, String>> tasks =
            new ArrayList<>();
    private long nextStop = RuleTasks.START;

    StockPatterns(Collection<RuleRecord> rules, StateBackend backend) throws Exception {
        for (RuleRecord rule : rules) {
            tasks.add(task(rule, backend));
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, RuleInput, String> task(
            RuleRecord rule, StateBackend backend) throws Exception {
        Pattern<RuleInput, ?> pattern =
                PatternCompiler.compile(new RuleSource(rule.name(), rule.text().orElseThrow()), 2);
        var serializer =
                CodecType.of(RuleInput.class, new RuleInputCodec())
                        .createSerializer(new ExecutionConfig().getSerializerConfig());
        var task =
                new KeyedOneInputStreamOperatorTestHarness<String, RuleInput, String>(
                        new CepOperator<>(
                                serializer,
                                false,
                                NFACompiler.compileFactory(narrowed(pattern), false),
                                // as rules see events of one time
                                (a, b) -> a.event().id().compareTo(b.event().id()),
                                pattern.getAfterMatchSkipStrategy(),
                                new Told(rule.name()),
                                null),
                        input -> input.customer().customer(),
                        Types.STRING);
        task.setStateBackend(backend);
        task.setup(Types.STRING.createSerializer(task.getExecutionConfig().getSerializerConfig()));
        task.open();
        return task;
    }

    @SuppressWarnings("unchecked")
    private static Pattern<RuleInput, RuleInput> narrowed(Pattern<RuleInput, ?> pattern) {
        return (Pattern<RuleInput, RuleInput>) pattern;
    }

    void process(RuleInput input) throws Exception {
        for (var task : tasks) {
            task.processElement(new StreamRecord<>(input, input.event().time()));
        }
    }

    void watermark(long time) throws Exception {
        while (nextStop <= time) {
            pass(nextStop);
            nextStop += RuleTasks.MINUTE;
        }
        pass(time);
    }

    private void pass(long time) throws Exception {
        for (var task : tasks) {
            task.processWatermark(new Watermark(time));
        }
    }

    /** Each match as the rule's name and its steps with the ids of their events. */
    List<String> matches() {
        List<String> matches = new ArrayList<>();
        tasks.forEach(task -> matches.addAll(task.extractOutputValues()));
        return matches;
    }

    @Override
    public void close() throws Exception {
        for (var task : tasks) {
            task.close();
        }
    }

    /** A match as a line of text. */
    private static final class Told extends PatternProcessFunction<RuleInput, String> {

        private static final long serialVersionUID = 1L;

        private final String rule;

        Told(String rule) {
            this.rule = rule;
        }

        @Override
        public void processMatch(
                Map<String, List<RuleInput>> match, Context context, Collector<String> out) {
            Map<String, List<String>> steps = new TreeMap<>();
            match.forEach(
                    (step, inputs) ->
                            steps.put(step, inputs.stream().map(i -> i.event().id()).toList()));
            out.collect(rule + " " + steps);
        }
    }
}
