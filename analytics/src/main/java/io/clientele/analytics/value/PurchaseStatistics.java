package io.clientele.analytics.value;

import io.clientele.analytics.ledger.Lifetime;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the value models are fitted to, of all customers: how many have which first day, repeat days
 * and last day, and how many have which repeat days and amount. Customers can be taken back, and
 * statistics add up, so that parts of a population can be counted apart and in any order: all sums
 * are of whole numbers.
 *
 * <p>Purchases are exact. Amounts share a cell when they are within 1/256 of each other, and a cell
 * stands for the mean of its customers, whose sum is exact. A cell takes 20 to 60 bytes; ten
 * million customers have some three million cells.
 *
 * <p>Not thread-safe.
 */
public final class PurchaseStatistics {

    /** Days and numbers of days beyond count as that: 2,870 years. */
    private static final long MOST_DAYS = (1 << 20) - 1;

    private static final int DAY_BITS = 20;
    private static final long DAY_ORIGIN = 1L << 22;

    /** Amounts up to 2^9 are told apart, above they have eight binary digits after the first. */
    private static final int DIGITS = 8;

    private static final int AMOUNT_BITS = 14;

    /** Cells of purchases: first day, repeat days, and days from the first to the last. */
    final CellSums purchases = new CellSums();

    /** Cells of amounts: repeat days, and the amount on these days, coarsely. */
    final CellSums amounts = new CellSums();

    /** A customer comes in. Those without an order do not count. */
    public void add(Lifetime lifetime) {
        add(lifetime, 1);
    }

    /** A customer goes out, just as he came in. */
    public void remove(Lifetime lifetime) {
        add(lifetime, -1);
    }

    /** Adds all of another population, or of a change of this one. */
    public void add(PurchaseStatistics other) {
        purchases.add(other.purchases);
        amounts.add(other.amounts);
    }

    private void add(Lifetime lifetime, long customers) {
        if (!lifetime.hasOrdered()) {
            return;
        }
        long repeats = Math.min(lifetime.repeatDays(), MOST_DAYS);
        long toLast = Math.min(lifetime.daysToLastOrder(), MOST_DAYS);
        long first =
                Math.max(0, Math.min(lifetime.firstOrderDay() + DAY_ORIGIN, 2 * DAY_ORIGIN - 1));
        purchases.add(key(first, repeats, toLast), customers, 0);
        long amount = lifetime.gross() - lifetime.firstDayGross();
        if (repeats > 0 && amount > 0) {
            amounts.add(repeats << AMOUNT_BITS | coarse(amount), customers, customers * amount);
        }
    }

    /** The first binary digits of an amount, with where they stand. */
    private static long coarse(long amount) {
        int spare = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(amount) - DIGITS - 1);
        return ((long) spare << DIGITS) + (amount >>> spare);
    }

    /** Whether nobody is in it, and nothing is owed or owing. */
    public boolean isEmpty() {
        return purchases.size() == 0 && amounts.size() == 0;
    }

    /** How many cells there are, which is what it takes in memory and what a fit takes in time. */
    public int cells() {
        return purchases.size() + amounts.size();
    }

    /**
     * The purchases as of a day's end, each history for itself.
     *
     * @param day not before anybody's first purchase; where it is before somebody's last, that
     *     customer counts as of the last
     */
    public PurchaseSample purchasesAsOf(long day) {
        PurchaseSample sample = new PurchaseSample();
        for (CellSums.Cell cell : purchases.ascending()) {
            double observed = day - first(cell);
            double toLast = toLast(cell);
            sample.add(history(repeats(cell), toLast, observed), cell.customers());
        }
        return sample;
    }

    /**
     * The purchases as of a day's end, in so few histories that a fit takes no longer than it may:
     * when there are more, customers with the same number of purchases whose days are close
     * together count as their mean. The closeness is doubled until they are few enough.
     *
     * @param day as with {@link #purchasesAsOf(long)}
     * @param most how many histories there may be, as far as numbers of purchases allow
     */
    public PurchaseSample purchasesAsOf(long day, int most) {
        if (purchases.size() <= most) {
            return purchasesAsOf(day);
        }
        // A halving of both days leaves a quarter of the histories at the least.
        int halvings = 1;
        while (purchases.size() >> (2 * halvings + 2) > most) {
            halvings++;
        }
        NavigableMap<Long, long[]> merged = merged(halvings);
        while (merged.size() > most && halvings < DAY_BITS) {
            halvings++;
            merged = merged(halvings);
        }
        PurchaseSample sample = new PurchaseSample();
        merged.forEach(
                (key, sums) ->
                        sample.add(
                                history(
                                        key >>> DAY_BITS & MOST_DAYS,
                                        (double) sums[2] / sums[0],
                                        day - (double) sums[1] / sums[0]),
                                sums[0]));
        return sample;
    }

    /** By cells whose days are rounded: customers, and the sums of both days. */
    private NavigableMap<Long, long[]> merged(int halvings) {
        NavigableMap<Long, long[]> merged = new TreeMap<>();
        for (CellSums.Cell cell : purchases.ascending()) {
            long first = first(cell);
            long toLast = toLast(cell);
            long key = key((first + DAY_ORIGIN) >> halvings, repeats(cell), toLast >> halvings);
            long[] sums = merged.computeIfAbsent(key, any -> new long[3]);
            sums[0] += cell.customers();
            sums[1] += cell.customers() * first;
            sums[2] += cell.customers() * toLast;
        }
        return merged;
    }

    private static PurchaseHistory history(long repeats, double toLast, double observed) {
        return new PurchaseHistory(
                repeats,
                toLast / PurchaseHistory.WEEK,
                Math.max(toLast, observed) / PurchaseHistory.WEEK);
    }

    private static long key(long first, long repeats, long toLast) {
        return (first << DAY_BITS | repeats) << DAY_BITS | toLast;
    }

    private static long first(CellSums.Cell cell) {
        return (cell.cell() >>> (2 * DAY_BITS)) - DAY_ORIGIN;
    }

    private static long repeats(CellSums.Cell cell) {
        return cell.cell() >>> DAY_BITS & MOST_DAYS;
    }

    private static long toLast(CellSums.Cell cell) {
        return cell.cell() & MOST_DAYS;
    }

    /** The amounts of customers who have bought again, ascending by how often. */
    public SpendSample spend() {
        SpendSample sample = new SpendSample();
        for (CellSums.Cell cell : amounts.ascending()) {
            sample.add(
                    cell.cell() >>> AMOUNT_BITS,
                    (double) cell.amount() / cell.customers(),
                    cell.customers());
        }
        return sample;
    }
}
