package io.clientele.analytics.feature;

import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.analytics.ledger.Standing;
import java.util.Arrays;
import java.util.List;

/**
 * Makes features of where customers stand. A row has one number for each {@link Feature}, in their
 * order, as they are: transforming and standardising them is for those who learn from them.
 *
 * @param windows the windows that customers are summed over
 */
public record Features(SlidingWindows windows) {

    private static final Feature[] CATALOGUE = Feature.values();
    private static final List<String> NAMES = Arrays.stream(CATALOGUE).map(Feature::label).toList();

    /** The features' names, in the order of a row. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * A customer's features at the end of a day.
     *
     * @param standing as of the day or an earlier one, if nothing has changed since
     * @param day the day
     * @return a number for each feature, NaN for one that is missing
     */
    public double[] row(Standing standing, long day) {
        Subject subject = new Subject(standing, day, windows);
        double[] row = new double[CATALOGUE.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = subject.of(CATALOGUE[i]);
        }
        return row;
    }

    /** The same, each on its own scale. */
    public double[] scaledRow(Standing standing, long day) {
        double[] row = row(standing, day);
        for (int i = 0; i < row.length; i++) {
            row[i] = CATALOGUE[i].scale().of(row[i]);
        }
        return row;
    }
}
