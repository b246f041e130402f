package io.clientele.job.pattern;

import io.clientele.rules.engine.CustomerRuns;

/**
 * All that is kept of a customer for rules, in one value: what they know, what they wait for, and
 * when they are to be asked again.
 *
 * <p>Not thread-safe.
 */
public final class CustomerPatterns {

    final CustomerRuns runs;
    CustomerFigures figures;

    /** When a timer is set for what runs out of time; {@link Long#MAX_VALUE} for none. */
    long alarm;

    CustomerPatterns() {
        this(new CustomerRuns(), new CustomerFigures(), Long.MAX_VALUE);
    }

    CustomerPatterns(CustomerRuns runs, CustomerFigures figures, long alarm) {
        this.runs = runs;
        this.figures = figures;
        this.alarm = alarm;
    }

    boolean isEmpty() {
        return runs.isEmpty() && figures.isEmpty();
    }
}
