package io.clientele.rules.event;

/** An event together with the customer as known just before it. */
public record RuleInput(RuleEvent event, CustomerView customer) {}
