package io.clientele.analytics.value;

import java.util.Arrays;

/**
 * Whole numbers by cell: how many customers are in it, and what their amounts come to. A cell where
 * both are 0 is as if it had never been. It takes some 32 to 64 bytes a cell; what it says depends
 * on the sums alone, never on the order in which they came.
 *
 * <p>Not thread-safe.
 */
final class CellSums {

    private static final long NONE = Long.MIN_VALUE;
    private static final int FEWEST_PLACES = 16;

    /** What is in a cell. */
    record Cell(long cell, long customers, long amount) {}

    private long[] cells = places(FEWEST_PLACES);
    private long[] customers = new long[FEWEST_PLACES];
    private long[] amounts = new long[FEWEST_PLACES];
    private int taken;
    private int notEmpty;

    /**
     * Adds to a cell.
     *
     * @param cell 0 or more
     */
    void add(long cell, long moreCustomers, long moreAmount) {
        int place = place(cell);
        if (cells[place] == NONE) {
            if (4L * (taken + 1) > 3L * cells.length) {
                resize();
                place = place(cell);
            }
            cells[place] = cell;
            taken++;
        }
        boolean before = isEmptyAt(place);
        customers[place] += moreCustomers;
        amounts[place] += moreAmount;
        notEmpty += (before ? 1 : 0) - (isEmptyAt(place) ? 1 : 0);
    }

    /** Adds all of another. */
    void add(CellSums other) {
        for (int place = 0; place < other.cells.length; place++) {
            if (!other.isEmptyAt(place)) {
                add(other.cells[place], other.customers[place], other.amounts[place]);
            }
        }
    }

    /** How many cells there are. */
    int size() {
        return notEmpty;
    }

    /** The cells, in ascending order; they must not change meanwhile. */
    Iterable<Cell> ascending() {
        long[] sorted = new long[notEmpty];
        int next = 0;
        for (int place = 0; place < cells.length; place++) {
            if (!isEmptyAt(place)) {
                sorted[next++] = cells[place];
            }
        }
        Arrays.sort(sorted);
        return () -> Arrays.stream(sorted).mapToObj(this::at).iterator();
    }

    private Cell at(long cell) {
        int place = place(cell);
        return new Cell(cell, customers[place], amounts[place]);
    }

    private boolean isEmptyAt(int place) {
        return customers[place] == 0 && amounts[place] == 0;
    }

    /** Where the cell is, or else could be put. */
    private int place(long cell) {
        // Fibonacci hashing: the upper bits of the product are well mixed.
        int place =
                (int)
                        ((cell * 0x9E3779B97F4A7C15L)
                                >>> (Long.SIZE - Integer.numberOfTrailingZeros(cells.length)));
        while (cells[place] != NONE && cells[place] != cell) {
            place = (place + 1) & (cells.length - 1);
        }
        return place;
    }

    private void resize() {
        long[] oldCells = cells;
        long[] oldCustomers = customers;
        long[] oldAmounts = amounts;
        int size = FEWEST_PLACES;
        while (size < 2L * (notEmpty + 1)) {
            size *= 2;
        }
        cells = places(size);
        customers = new long[size];
        amounts = new long[size];
        taken = 0;
        notEmpty = 0;
        for (int place = 0; place < oldCells.length; place++) {
            if (oldCustomers[place] != 0 || oldAmounts[place] != 0) {
                add(oldCells[place], oldCustomers[place], oldAmounts[place]);
            }
        }
    }

    private static long[] places(int size) {
        long[] places = new long[size];
        Arrays.fill(places, NONE);
        return places;
    }
}
