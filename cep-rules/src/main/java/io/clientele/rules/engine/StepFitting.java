package io.clientele.rules.engine;

import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.event.RuleInput;
import io.clientele.rules.expression.Evaluation;
import io.clientele.rules.expression.EvaluationFailedException;
import io.clientele.rules.expression.Expression;
import io.clientele.rules.expression.SameText;
import io.clientele.rules.language.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether one event fits the steps of one rule. What does not depend on earlier steps is asked
 * once, however many partial matches there are; what does, once for each of them.
 */
final class StepFitting implements SequenceRuns.Fitting, Evaluation {

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
    private final Answer[] answersOfRun;
    private Optional<Run> asked = Optional.empty();

    StepFitting(CompiledRule rule, RuleInput input, RuleCounters counters) {
        this.rule = rule;
        this.input = input;
        this.counters = counters;
        this.steps = rule.rule().sequence().orElseThrow().steps();
        this.answers = new Answer[rule.steps()];
        this.answersOfRun = new Answer[rule.steps()];
        Arrays.fill(answers, Answer.UNKNOWN);
    }

    @Override
    public boolean fits(int step, Run run) {
        if (!asked.filter(run::equals).isPresent()) {
            asked = Optional.of(run);
            Arrays.fill(answersOfRun, Answer.UNKNOWN);
        }
        Answer[] known = rule.isDependent(step) ? answersOfRun : answers;
        if (known[step] == Answer.UNKNOWN) {
            known[step] = triggered(step) && holds(step) ? Answer.YES : Answer.NO;
        }
        return known[step] == Answer.YES;
    }

    private boolean triggered(int step) {
        return rule.trigger(step).eventNames().contains(input.event().name())
                && rule.trigger(step).fits(input.event());
    }

    private boolean holds(int step) {
        Optional<Expression> where = steps.get(step).where();
        if (where.isEmpty()) {
            return true;
        }
        for (SameText same : where.get().sameTexts()) {
            if (differ(same)) {
                return false;
            }
        }
        try {
            return where.get().holds(this);
        } catch (EvaluationFailedException missing) {
            counters.failed(steps.get(step).name() + ": " + missing.getMessage());
            return false;
        }
    }

    @Override
    public Optional<Object> find(String variable) {
        return switch (variable) {
            case "event" -> Optional.of(input.event().view());
            case "profile" -> Optional.of(input.customer().profile());
            case "params" -> Optional.of(rule.params());
            default -> taken(variable);
        };
    }

    /**
     * Texts alone: numbers are compared as CEL does, and what is missing is an error of its own.
     */
    private boolean differ(SameText same) {
        return input.event().fields().get(same.field()) instanceof String text
                && event(same.earlier())
                        .filter(
                                earlier ->
                                        earlier.fields().get(same.itsField()) instanceof String its
                                                && !its.equals(text))
                        .isPresent();
    }

    /** The event that a step which takes one has taken. */
    private Optional<RuleEvent> event(String name) {
        Optional<Integer> step = rule.step(name).filter(rule::isSingle);
        if (step.isEmpty()) {
            return Optional.empty();
        }
        Optional<PathNode> path = asked.flatMap(Run::path);
        while (path.isPresent() && path.get().step() != step.get()) {
            path = path.get().previous();
        }
        return path.map(node -> node.event().event());
    }

    private Optional<Object> taken(String name) {
        Optional<Integer> step = rule.step(name);
        if (step.isEmpty()) {
            return Optional.empty();
        }
        if (!rule.isSingle(step.get())) {
            Optional<PathNode> path = asked.flatMap(Run::path);
            return Optional.of(path.map(p -> p.views(step.get())).orElse(List.of()));
        }
        return event(name).map(RuleEvent::view);
    }
}
