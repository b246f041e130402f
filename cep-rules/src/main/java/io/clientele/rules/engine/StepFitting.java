package io.clientele.rules.engine;

import io.clientele.rules.event.RuleInput;
import io.clientele.rules.expression.EvaluationFailedException;
import io.clientele.rules.expression.Expression;
import io.clientele.rules.expression.StepValues;
import io.clientele.rules.language.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether one event fits the steps of one rule. What does not depend on earlier steps is asked once,
 * however many partial matches there are.
 */
final class StepFitting implements SequenceRuns.Fitting {

    private enum Answer {
        UNKNOWN,
        YES,
        NO
    }

    private final CompiledRule rule;
    private final RuleInput input;
    private final RuleCounters counters;
    private final List<Step> steps;
    private final Answer[] answers;

    StepFitting(CompiledRule rule, RuleInput input, RuleCounters counters) {
        this.rule = rule;
        this.input = input;
        this.counters = counters;
        this.steps = rule.rule().sequence().orElseThrow().steps();
        this.answers = new Answer[rule.steps()];
        java.util.Arrays.fill(answers, Answer.UNKNOWN);
    }

    @Override
    public boolean fits(int step, Run run) {
        if (rule.isDependent(step)) {
            return triggered(step) && holds(step, run);
        }
        if (answers[step] == Answer.UNKNOWN) {
            answers[step] = triggered(step) && holds(step, run) ? Answer.YES : Answer.NO;
        }
        return answers[step] == Answer.YES;
    }

    private boolean triggered(int step) {
        return rule.trigger(step).eventNames().contains(input.event().name())
                && rule.trigger(step).fits(input.event());
    }

    private boolean holds(int step, Run run) {
        Optional<Expression> where = steps.get(step).where();
        if (where.isEmpty()) {
            return true;
        }
        try {
            return where.get()
                    .holds(
                            new StepValues(
                                    input.event(),
                                    input.customer(),
                                    rule.params(),
                                    name -> views(name, run),
                                    name -> rule.step(name).map(rule::isSingle).orElse(true)));
        } catch (EvaluationFailedException missing) {
            counters.failed(steps.get(step).name() + ": " + missing.getMessage());
            return false;
        }
    }

    private List<Map<String, Object>> views(String name, Run run) {
        Optional<Integer> step = rule.step(name);
        return step.isPresent() && run.path().isPresent()
                ? run.path().get().views(step.get())
                : List.of();
    }
}
