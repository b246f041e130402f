package io.clientele.analytics.rfm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * How many customers have which value; values can be taken back, and histograms add up, so that
 * parts of a population can be counted apart and in any order.
 *
 * <p>Magnitudes below 2^24 (16.7 million) are told apart exactly. Above, a cell spans 2^-23 of its
 * value (0.1 millionth). What it holds in memory grows with the number of different values: amounts
 * of a shop crowd together, so a hundred times the customers are a few times the cells. A cell goes
 * by its upper end.
 */
public final class RetractableHistogram {

    private static final int EXACT_BITS = 24;

    private final NavigableMap<Long, Long> counts = new TreeMap<>();

    /** The upper end of the cell that a value lies in. */
    public static long cellOf(long value) {
        if (value < 0) {
            // The lower end of the mirrored cell is the upper end of this one.
            long magnitude = -value;
            return -(magnitude & -(1L << spareBits(magnitude)));
        }
        return value | ((1L << spareBits(value)) - 1);
    }

    private static int spareBits(long magnitude) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(magnitude) - EXACT_BITS);
    }

    /** Adds customers with a value, or takes them back where the number is negative. */
    public void add(long value, long customers) {
        if (customers != 0) {
            counts.merge(cellOf(value), customers, RetractableHistogram::sumOrNothing);
        }
    }

    /** Adds all of another histogram. */
    public void add(RetractableHistogram other) {
        other.counts.forEach(
                (cell, customers) ->
                        counts.merge(cell, customers, RetractableHistogram::sumOrNothing));
    }

    /** Hands over each cell that is not empty with its number of customers, ascending. */
    public void forEach(BiConsumer<Long, Long> consumer) {
        counts.forEach(consumer);
    }

    /** How many cells are not empty. */
    public int cells() {
        return counts.size();
    }

    /** How many customers there are. */
    public long total() {
        long total = 0;
        for (long customers : counts.values()) {
            total += customers;
        }
        return total;
    }

    /** The four quintile bounds, ascending, by nearest rank; empty for an empty histogram. */
    public List<Long> quintiles() {
        return quintiles(counts);
    }

    /** The bounds of the values counted from the highest down, descending. */
    public List<Long> quintilesFromTheTop() {
        return quintiles(counts.descendingMap());
    }

    private List<Long> quintiles(Map<Long, Long> inOrder) {
        long total = total();
        List<Long> bounds = new ArrayList<>(4);
        long seen = 0;
        for (Map.Entry<Long, Long> cell : inOrder.entrySet()) {
            seen += cell.getValue();
            while (bounds.size() < 4 && 5 * seen >= (bounds.size() + 1) * total) {
                bounds.add(cell.getKey());
            }
        }
        return bounds;
    }

    // The map's merge wants null for what is to go.
    private static Long sumOrNothing(long one, long other) {
        return one + other == 0 ? null : one + other;
    }
}
