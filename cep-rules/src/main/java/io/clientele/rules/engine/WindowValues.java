package io.clientele.rules.engine;

import io.clientele.rules.event.CustomerView;
import io.clientele.rules.event.RuleEvent;
import io.clientele.rules.expression.Evaluation;
import io.clientele.rules.expression.EvaluationFailedException;
import io.clientele.rules.expression.Template;
import io.clientele.rules.language.RuleBody.Aggregate;
import java.util.Optional;

/** What the expressions of an aggregate see when an event comes. */
record WindowValues(CompiledRule rule, RuleEvent event, CustomerView customer)
        implements Evaluation {

    @Override
    public Optional<Object> find(String variable) {
        return switch (variable) {
            case "event" -> Optional.of(event.view());
            case "profile" -> Optional.of(customer.profile());
            case "params" -> Optional.of(rule.params());
            default -> Optional.empty();
        };
    }

    double amount(Aggregate aggregate) throws EvaluationFailedException {
        return aggregate.sum().isPresent()
                        && aggregate.sum().get().of().evaluate(this) instanceof Number number
                ? number.doubleValue()
                : 0;
    }

    String key(Aggregate aggregate) throws EvaluationFailedException {
        return aggregate.distinct().isPresent()
                ? Template.shown(aggregate.distinct().get().of().evaluate(this))
                : "";
    }
}
