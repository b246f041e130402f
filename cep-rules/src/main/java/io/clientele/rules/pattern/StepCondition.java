package io.clientele.rules.pattern;

import io.clientele.rules.event.RuleInput;
import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.expression.EvaluationFailedException;
import io.clientele.rules.expression.StepValues;
import io.clientele.rules.language.Rule;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.RuleSource;
import io.clientele.rules.language.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * What a step waits for, as a condition of Flink CEP. A condition without a value, because a field
 * is missing, does not hold.
 */
public final class StepCondition extends IterativeCondition<RuleInput> {

    private static final long serialVersionUID = 1L;

    private final RuleSource source;
    private final int fractionDigits;
    private final int index;

    /** Compiled again where the condition arrives: programs cannot be sent. */
    private transient Compiled compiled;

    StepCondition(RuleSource source, int fractionDigits, Rule rule, int index) {
        this.source = source;
        this.fractionDigits = fractionDigits;
        this.index = index;
        this.compiled = new Compiled(rule, index);
    }

    /** Which step of the rule it belongs to, from 0. */
    public int index() {
        return index;
    }

    @Override
    public boolean filter(RuleInput input, Context<RuleInput> context) throws Exception {
        if (compiled == null) {
            compiled = new Compiled(rule(), index);
        }
        Step step = compiled.step;
        if (!step.trigger().eventNames().contains(input.event().name())
                || !step.trigger().fits(input.event())) {
            return false;
        }
        if (step.where().isEmpty()) {
            return true;
        }
        try {
            return step.where().get().holds(compiled.values(input, context));
        } catch (EvaluationFailedException missing) {
            return false;
        }
    }

    private Rule rule() {
        RuleReader reader = new RuleReader(Vocabulary.standard(), fractionDigits);
        if (reader.read(source.name(), source.text()) instanceof RuleReader.Sound sound) {
            return sound.rule();
        }
        throw new IllegalStateException("a rule that was sound is not any more: " + source.name());
    }

    private static final class Compiled {

        private final Step step;
        private final Map<String, Object> params = new HashMap<>();
        private final Map<String, Boolean> single = new HashMap<>();

        Compiled(Rule rule, int index) {
            List<Step> steps = rule.sequence().orElseThrow().steps();
            step = steps.get(index);
            rule.params().forEach((name, param) -> params.put(name, param.value()));
            steps.forEach(s -> single.put(s.name(), s.isSingle()));
        }

        StepValues values(RuleInput input, Context<RuleInput> context) {
            return new StepValues(
                    input.event(),
                    input.customer(),
                    params,
                    name -> views(name, context),
                    single::get);
        }

        private static List<Map<String, Object>> views(String name, Context<RuleInput> context) {
            List<Map<String, Object>> views = new ArrayList<>();
            try {
                for (RuleInput earlier : context.getEventsForPattern(name)) {
                    views.add(earlier.event().view());
                }
            } catch (Exception unreadable) {
                throw new IllegalStateException("events of step " + name, unreadable);
            }
            return views;
        }
    }
}
