package io.clientele.rules.pattern;

import io.clientele.rules.event.RuleInput;
import io.clientele.rules.event.Vocabulary;
import io.clientele.rules.language.Rule;
import io.clientele.rules.language.RuleBody.Sequence;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.RuleSource;
import io.clientele.rules.language.Step;
import io.clientele.rules.language.Step.Contiguity;
import io.clientele.rules.language.Step.Optionality;
import io.clientele.rules.language.Step.Presence.Times;
import java.util.List;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.WithinType;

/**
 * From a rule's steps to the pattern of Flink CEP that defines what they mean. Unless the rule asks
 * for all matches, every partial match that began before a match's last event is given up.
 */
public final class PatternCompiler {

    private PatternCompiler() {}

    /**
     * The pattern of a rule that can be sent to a cluster.
     *
     * @param fractionDigits how many decimals the reporting currency's minor unit has
     * @throws IllegalArgumentException if the text is no sound rule, or the rule has no steps
     */
    public static Pattern<RuleInput, ?> compile(RuleSource source, int fractionDigits) {
        RuleReader.Outcome outcome =
                new RuleReader(Vocabulary.standard(), fractionDigits)
                        .read(source.name(), source.text());
        if (outcome instanceof RuleReader.Sound sound && sound.rule().sequence().isPresent()) {
            return compile(source, fractionDigits, sound.rule());
        }
        throw new IllegalArgumentException(
                "%s: %s, expected a sound rule with a pattern".formatted(source.name(), outcome));
    }

    /** The pattern of a rule, for use in this process. */
    public static Pattern<RuleInput, ?> compile(Rule rule) {
        return compile(new RuleSource(rule.name(), ""), 0, rule);
    }

    private static Pattern<RuleInput, ?> compile(RuleSource source, int fractionDigits, Rule rule) {
        Sequence sequence =
                rule.sequence()
                        .orElseThrow(
                                () -> new IllegalArgumentException(rule.name() + " has no steps"));
        List<Step> steps = sequence.steps();
        Pattern<RuleInput, RuleInput> pattern =
                Pattern.begin(steps.get(0).name(), strategy(sequence));
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (i > 0) {
                pattern = after(pattern, step);
            }
            pattern = pattern.where(new StepCondition(source, fractionDigits, rule, i));
            if (step.presence() instanceof Times times) {
                pattern = quantified(pattern, step, times, i == steps.size() - 1);
            }
            if (step.gap().isPresent()) {
                pattern = pattern.within(step.gap().get(), WithinType.PREVIOUS_AND_CURRENT);
            }
        }
        return sequence.within().isPresent() ? pattern.within(sequence.within().get()) : pattern;
    }

    /** What happens to other partial matches when one is complete. */
    public static AfterMatchSkipStrategy strategy(Sequence sequence) {
        return switch (sequence.selection()) {
            case SEPARATE -> AfterMatchSkipStrategy.skipPastLastEvent();
            case ALL -> AfterMatchSkipStrategy.noSkip();
        };
    }

    private static Pattern<RuleInput, RuleInput> after(
            Pattern<RuleInput, RuleInput> pattern, Step step) {
        boolean strict = step.contiguity() == Contiguity.STRICT;
        if (step.isAbsent()) {
            return strict ? pattern.notNext(step.name()) : pattern.notFollowedBy(step.name());
        }
        return strict ? pattern.next(step.name()) : pattern.followedBy(step.name());
    }

    private static Pattern<RuleInput, RuleInput> quantified(
            Pattern<RuleInput, RuleInput> pattern, Step step, Times times, boolean last) {
        Pattern<RuleInput, RuleInput> quantified = pattern;
        boolean several = times.least() != 1 || times.most() != 1;
        if (several) {
            if (times.least() == times.most() || last) {
                quantified = quantified.times(times.least());
            } else if (times.most() == Times.UNLIMITED) {
                quantified = quantified.timesOrMore(times.least()).greedy();
            } else {
                quantified = quantified.times(times.least(), times.most()).greedy();
            }
            if (step.contiguity() == Contiguity.STRICT) {
                quantified = quantified.consecutive();
            }
        }
        return times.optionality() == Optionality.OPTIONAL ? quantified.optional() : quantified;
    }
}
