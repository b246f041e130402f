package io.clientele.rules.engine;

/**
 * How much one customer may cost.
 *
 * @param partialMatchesPerRule no more partial matches of one rule begin
 * @param partialMatchesPerCustomer no more partial matches of any rule begin
 */
public record EngineLimits(int partialMatchesPerRule, int partialMatchesPerCustomer) {

    /** The most events that one match takes. */
    public static final int MOST_EVENTS_OF_A_MATCH = 1_000;

    /** The most events that a window keeps; of more, the oldest are left out. */
    public static final int MOST_EVENTS_OF_A_WINDOW = 1_000;

    /** A hundred partial matches a rule, a thousand a customer. */
    public static final EngineLimits DEFAULT = new EngineLimits(100, 1_000);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one of them is less than 1
     */
    public EngineLimits {
        if (partialMatchesPerRule < 1 || partialMatchesPerCustomer < 1) {
            throw new IllegalArgumentException(
                    "limits: %d a rule, %d a customer, expected at least 1"
                            .formatted(partialMatchesPerRule, partialMatchesPerCustomer));
        }
    }
}
