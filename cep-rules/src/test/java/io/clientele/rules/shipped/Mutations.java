package io.clientele.rules.shipped;

import io.clientele.rules.expression.DurationText;
import io.clientele.rules.language.YamlValue;
import io.clientele.rules.language.YamlValue.Mapping;
import io.clientele.rules.language.YamlValue.Scalar;
import io.clientele.rules.language.YamlValue.ScalarKind;
import io.clientele.rules.language.YamlValue.Sequence;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clear changes of a rule, each of which one of its tests should notice. */
final class Mutations {

    /** Counts below this are also moved by one. */
    private static final BigDecimal SMALL = BigDecimal.valueOf(30);

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private Mutations() {}

    /** A changed rule. */
    record Mutation(String what, YamlValue rule) {}

    static List<Mutation> of(YamlValue rule) {
        Mapping source = (Mapping) rule;
        List<Mutation> mutations = new ArrayList<>();
        source.get("params")
                .ifPresent(
                        params ->
                                ((Mapping) params)
                                        .fields()
                                        .forEach(
                                                (name, field) ->
                                                        changes((Scalar) field.value())
                                                                .forEach(
                                                                        changed ->
                                                                                mutations.add(
                                                                                        param(
                                                                                                source,
                                                                                                name,
                                                                                                changed)))));
        source.get("pattern").ifPresent(p -> mutations.addAll(steps(source, (Sequence) p)));
        List.of("within", "cooldown").stream()
                .filter(source.fields()::containsKey)
                .forEach(name -> mutations.add(without(source, name)));
        return mutations;
    }

    private static Mutation param(Mapping rule, String name, Scalar changed) {
        Mapping params = (Mapping) rule.get("params").orElseThrow();
        return new Mutation(
                "%s becomes %s".formatted(name, changed.text()),
                rule.with("params", params.with(name, changed)));
    }

    private static List<Scalar> changes(Scalar value) {
        List<Scalar> changed = new ArrayList<>();
        Optional<Duration> duration = DurationText.parse(value.text());
        if (duration.isPresent()) {
            changed.add(value.withText(DurationText.format(duration.get().multipliedBy(2))));
            changed.add(value.withText(DurationText.format(duration.get().dividedBy(2))));
        } else if (value.kind() == ScalarKind.NUMBER || value.kind() == ScalarKind.WHOLE_NUMBER) {
            BigDecimal number = new BigDecimal(value.text());
            if (number.signum() != 0) {
                changed.add(number(value, number.multiply(TWO)));
                changed.add(number(value, number.divide(TWO)));
            }
            if (number.compareTo(SMALL) < 0) {
                changed.add(number(value, number.add(BigDecimal.ONE)));
                changed.add(number(value, number.subtract(BigDecimal.ONE)));
            }
        }
        return changed;
    }

    private static Scalar number(Scalar like, BigDecimal number) {
        return like.withText(number.toPlainString());
    }

    private static List<Mutation> steps(Mapping rule, Sequence pattern) {
        List<Mutation> mutations = new ArrayList<>();
        for (int i = 0; i < pattern.items().size(); i++) {
            List<YamlValue> fewer = new ArrayList<>(pattern.items());
            fewer.remove(i);
            mutations.add(pattern(rule, pattern, "step %d is dropped".formatted(i), fewer));
            if (i > 0) {
                List<YamlValue> swapped = new ArrayList<>(pattern.items());
                Collections.swap(swapped, i - 1, i);
                mutations.add(
                        pattern(
                                rule,
                                pattern,
                                "steps %d and %d are swapped".formatted(i - 1, i),
                                swapped));
            }
            Mapping step = (Mapping) pattern.items().get(i);
            if (step.fields().containsKey("where")) {
                List<YamlValue> wider = new ArrayList<>(pattern.items());
                wider.set(i, without(step, "where").rule());
                mutations.add(
                        pattern(rule, pattern, "where of step %d is dropped".formatted(i), wider));
            }
        }
        return mutations;
    }

    private static Mutation pattern(
            Mapping rule, Sequence pattern, String what, List<YamlValue> steps) {
        return new Mutation(what, rule.with("pattern", new Sequence(steps, pattern.position())));
    }

    private static Mutation without(Mapping mapping, String name) {
        Map<String, YamlValue.Field> fields = new java.util.LinkedHashMap<>(mapping.fields());
        fields.remove(name);
        return new Mutation(name + " is dropped", new Mapping(fields, mapping.position()));
    }
}
