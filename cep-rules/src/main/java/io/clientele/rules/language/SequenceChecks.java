package io.clientele.rules.language;

import io.clientele.rules.expression.DurationText;
import io.clientele.rules.language.Step.Contiguity;
import io.clientele.rules.language.Step.Optionality;
import io.clientele.rules.language.Step.Presence.Times;
import io.clientele.rules.language.YamlValue.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the steps of a pattern may be together. Refused is what is unbounded, what Flink CEP cannot
 * express, and what it would accept and then do something else than the words say.
 */
final class SequenceChecks {

    private final Reading reading;
    private final List<Step> steps;
    private final List<Mapping> sources;
    private final Mapping rule;
    private final Optional<Duration> within;

    SequenceChecks(
            Reading reading,
            List<Step> steps,
            List<Mapping> sources,
            Mapping rule,
            Optional<Duration> within) {
        this.reading = reading;
        this.steps = steps;
        this.sources = sources;
        this.rule = rule;
        this.within = within;
    }

    void check() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isAbsent()) {
                absence(i);
            } else {
                presence(i);
            }
        }
        first();
        last();
        bounded();
    }

    private void first() {
        Step first = steps.get(0);
        if (first.isAbsent()) {
            wrong(0, "not", "an absence at the beginning, expected a step that starts the rule");
        }
        if (first.gap().isPresent()) {
            wrong(0, first.isAbsent() ? "for" : "gap", "on the first step, which follows nothing");
        }
        if (steps.stream().noneMatch(s -> !s.isAbsent() && !optional(s))) {
            wrong(0, "optional", "every step is optional, expected at least one that is not");
        }
    }

    private void last() {
        int i = steps.size() - 1;
        Step last = steps.get(i);
        if (optional(last)) {
            wrong(i, "optional", "on the last step: a match would never wait for it; leave it out");
        }
        if (last.presence() instanceof Times times
                && times.least() != times.most()
                && times.most() != Times.UNLIMITED) {
            wrong(
                    i,
                    "times",
                    "a range on the last step, which ends a match at its event %1$d; write %1$d"
                            .formatted(times.least()));
        }
    }

    private void absence(int i) {
        Step step = steps.get(i);
        boolean last = i == steps.size() - 1;
        if (i > 0 && steps.get(i - 1).isAbsent()) {
            wrong(
                    i,
                    "not",
                    "two absences in a row, expected one that names several events:"
                            + " event: [A, B]");
        }
        if (i > 0 && optional(steps.get(i - 1))) {
            wrong(i, "not", "an absence after an optional step, which no engine can tell apart");
        }
        if (step.gap().isPresent() && !last) {
            wrong(i, "for", "on an absence between steps, expected at the end only");
        }
        if (step.gap().isPresent() && step.contiguity() == Contiguity.STRICT) {
            wrong(i, "for", "on a strict absence, which the very next event decides");
        }
        if (last
                && i > 0
                && steps.get(i - 1).presence() instanceof Times before
                && before.least() != before.most()) {
            wrong(
                    i - 1,
                    "times",
                    "a range before an absence at the end, expected an exact count such as %d"
                            .formatted(before.least()));
        }
    }

    private void presence(int i) {
        Step step = steps.get(i);
        if (step.gap().isPresent() && !step.isSingle()) {
            wrong(i, "gap", "on a step that is optional or comes several times");
        }
        if (step.gap().isPresent()
                && i > 0
                && steps.get(i - 1).presence() instanceof Times before
                && (before.least() != before.most() || optional(steps.get(i - 1)))) {
            wrong(
                    i,
                    "gap",
                    "after a step that is optional or comes a variable number of times, where it"
                            + " is not clear what it counts from");
        }
        if (step.gap().isPresent() && i > 1 && steps.get(i - 1).isAbsent()) {
            gapAfterAbsence(i);
        }
        if (optional(step)
                && i > 0
                && steps.get(i - 1).presence() instanceof Times before
                && before.least() != before.most()) {
            wrong(
                    i,
                    "optional",
                    "after a step that comes a variable number of times, which cannot be told"
                            + " apart");
        }
    }

    /** Where Flink CEP does not look at the gap before the next event comes. */
    private void gapAfterAbsence(int i) {
        if (steps.get(i - 1).contiguity() == Contiguity.STRICT) {
            wrong(i, "gap", "after a strict absence, which no time passes in");
        } else if (steps.get(i - 2).presence() instanceof Times before
                && before.least() != before.most()) {
            wrong(
                    i,
                    "gap",
                    "after an absence that follows a step that comes a variable number of times,"
                            + " where it is not clear what it counts from");
        }
    }

    private void bounded() {
        Step last = steps.get(steps.size() - 1);
        boolean lasting = last.isAbsent() && last.gap().isPresent();
        if (within.isPresent() && lasting) {
            reading.wrong(
                    rule.fields().get("within").position(),
                    "within",
                    "beside for: of the absence at the end, expected one of them; bound the steps"
                            + " before by gap");
        }
        boolean single = steps.size() == 1 && steps.get(0).isSingle();
        boolean byGaps =
                steps.get(0).isSingle()
                        && steps.stream().skip(1).allMatch(s -> s.gap().isPresent());
        if (within.isEmpty() && !single && !byGaps) {
            reading.wrong(
                    rule.position(),
                    "within",
                    "is missing, expected how long a match may take, "
                            + DurationText.EXPECTED
                            + (last.isAbsent()
                                    ? "; or for: on the absence and gap: on the steps before"
                                    : "; or gap: on every step but the first"));
        }
        for (int i = 1; i < steps.size(); i++) {
            Optional<Duration> gap = steps.get(i).gap();
            if (gap.isPresent()
                    && within.isPresent()
                    && !steps.get(i).isAbsent()
                    && gap.get().compareTo(within.get()) > 0) {
                wrong(i, "gap", "longer than within, expected at most that");
            }
        }
    }

    private static boolean optional(Step step) {
        return step.presence() instanceof Times times
                && times.optionality() == Optionality.OPTIONAL;
    }

    private void wrong(int step, String field, String message) {
        Mapping source = sources.get(step);
        Position at =
                source.fields().containsKey(field)
                        ? source.fields().get(field).position()
                        : source.position();
        reading.wrong(at, "pattern[%d].%s".formatted(step, field), message);
    }
}
