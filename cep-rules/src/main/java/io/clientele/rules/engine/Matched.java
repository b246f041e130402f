package io.clientele.rules.engine;

import io.clientele.rules.engine.RuleMatch.MatchedEvent;
import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.expression.Evaluation;
import io.clientele.rules.expression.EvaluationFailedException;
import io.clientele.rules.expression.Expression;
import io.clientele.rules.language.Emit;
import io.clientele.rules.language.Rule;
import io.clientele.rules.language.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What has matched, before it is put into words.
 *
 * @param variables what the words can name, beside the customer, the profile and the parameters
 */
record Matched(List<MatchedEvent> events, Map<String, Object> variables) {

    private static final int ID_BYTES = 16;

    /** The events of a pattern. */
    static Matched of(CompiledRule rule, PathNode path) {
        List<Step> steps = rule.rule().sequence().orElseThrow().steps();
        List<MatchedEvent> events = new ArrayList<>();
        Map<String, List<Map<String, Object>>> views = new HashMap<>();
        for (Step step : steps) {
            views.put(step.name(), new ArrayList<>());
        }
        for (PathNode node : path.inOrder()) {
            RuleEvent event = node.event().event();
            String step = steps.get(node.step()).name();
            events.add(new MatchedEvent(step, event.name(), event.id(), event.time()));
            views.get(step).add(event.view());
        }
        Map<String, Object> variables = new HashMap<>();
        for (Step step : steps) {
            List<Map<String, Object>> taken = views.get(step.name());
            if (!step.isSingle()) {
                variables.put(step.name(), taken);
            } else if (!taken.isEmpty()) {
                variables.put(step.name(), taken.get(0));
            }
        }
        variables.put("event", path.event().event().view());
        return new Matched(events, variables);
    }

    /** The events of a window. */
    static Matched of(WindowEntries entries, WindowEntries.Figures figures) {
        List<MatchedEvent> events = new ArrayList<>();
        List<Map<String, Object>> views = new ArrayList<>();
        for (WindowEntries.Entry entry : entries.entries()) {
            RuleEvent event = entry.event().event();
            events.add(new MatchedEvent("events", event.name(), event.id(), event.time()));
            views.add(event.view());
        }
        Map<String, Object> variables = new HashMap<>();
        variables.put("events", views);
        variables.put("event", views.get(views.size() - 1));
        variables.put("count", (double) figures.count());
        variables.put("sum", figures.sum());
        variables.put("distinct", (double) figures.distinct());
        return new Matched(events, variables);
    }

    /**
     * The match in words.
     *
     * @param failures is told of what has no value
     */
    RuleMatch match(
            CompiledRule compiled, long time, CustomerView customer, Consumer<String> failures) {
        Rule rule = compiled.rule();
        Emit emit = rule.emit();
        Evaluation values =
                name ->
                        switch (name) {
                            case "customer" -> Optional.of(customer.customer());
                            case "profile" -> Optional.of(customer.profile());
                            case "params" -> Optional.of(compiled.params());
                            default -> Optional.ofNullable(variables.get(name));
                        };
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Expression> field : emit.fields().entrySet()) {
            try {
                fields.put(field.getKey(), plain(field.getValue().evaluate(values)));
            } catch (EvaluationFailedException missing) {
                failures.accept(field.getKey() + ": " + missing.getMessage());
            }
        }
        return new RuleMatch(
                id(rule, customer),
                rule.name(),
                rule.version(),
                rule.mode(),
                rule.severity(),
                emit.kind(),
                customer.customer(),
                time,
                emit.message().render(values, failures),
                emit.action().render(values, failures),
                fields,
                events);
    }

    /** A value as JSON can hold it. */
    private static Object plain(Object value) {
        if (value instanceof Duration duration) {
            return io.clientele.rules.expression.DurationText.format(duration);
        }
        return value instanceof Instant instant ? instant.toString() : value;
    }

    private String id(Rule rule, CustomerView customer) {
        StringBuilder text = new StringBuilder();
        append(text, rule.name());
        append(text, Integer.toString(rule.version()));
        append(text, customer.customer());
        for (MatchedEvent event : events) {
            append(text, event.step());
            append(text, event.id());
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static void append(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }
}
