package io.clientele.analytics.value;

/**
 * What is fitted and told of value.
 *
 * @param family which purchase model
 * @param discounting how far customer lifetime value looks ahead, and what later purchases count
 * @param silenceDays the days of which the probability without an order is told, 1 to 36,525
 */
public record ValueSettings(FamilyChoice family, Discounting discounting, int silenceDays) {

    /** The fitting model, a year at 10 %, and 90 days. */
    public static final ValueSettings USUAL =
            new ValueSettings(FamilyChoice.AUTOMATIC, Discounting.ONE_YEAR, 90);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is out of range
     */
    public ValueSettings {
        if (silenceDays < 1 || silenceDays > 36_525) {
            throw new IllegalArgumentException(
                    "silenceDays: %d, expected 1 to 36525".formatted(silenceDays));
        }
    }
}
