package io.clientele.rules.expression;

import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the condition of a step sees: the event, the customer, the parameters and the events of the
 * earlier steps.
 *
 * @param event the event that is looked at
 * @param params the rule's parameters
 * @param earlier the views of the events taken under a step's name so far
 * @param single whether a step's name stands for one event, and not for a list
 */
public record StepValues(
        RuleEvent event,
        CustomerView customer,
        Map<String, Object> params,
        Function<String, List<Map<String, Object>>> earlier,
        Function<String, Boolean> single)
        implements Evaluation {

    @Override
    public Optional<Object> find(String variable) {
        return switch (variable) {
            case "event" -> Optional.of(event.view());
            case "profile" -> Optional.of(customer.profile());
            case "params" -> Optional.of(params);
            case "customer" -> Optional.of(customer.customer());
            default -> step(variable);
        };
    }

    private Optional<Object> step(String name) {
        List<Map<String, Object>> events = earlier.apply(name);
        if (!single.apply(name)) {
            return Optional.of(events);
        }
        return events.isEmpty() ? Optional.empty() : Optional.of(events.get(0));
    }
}
