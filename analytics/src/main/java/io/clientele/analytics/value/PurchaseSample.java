package io.clientele.analytics.value;

import java.util.Arrays;

/**
 * Customers to fit a purchase model to: histories, and how many customers have each. The order that
 * they are added in is the order that they are summed in.
 *
 * <p>Not thread-safe while histories are added.
 */
public final class PurchaseSample {

    private long[] repeats = new long[64];
    private double[] lastPurchase = new double[64];
    private double[] observed = new double[64];
    private double[] customers = new double[64];
    private int size;
    private long total;
    private long repeatCustomers;
    private long mostRepeats;

    /**
     * Adds customers with a history.
     *
     * @param count how many, 1 or more
     * @throws IllegalArgumentException if the count is less than 1
     */
    public void add(PurchaseHistory history, long count) {
        if (count < 1) {
            throw new IllegalArgumentException("count: %d, expected 1 or more".formatted(count));
        }
        if (size == repeats.length) {
            repeats = Arrays.copyOf(repeats, 2 * size);
            lastPurchase = Arrays.copyOf(lastPurchase, 2 * size);
            observed = Arrays.copyOf(observed, 2 * size);
            customers = Arrays.copyOf(customers, 2 * size);
        }
        repeats[size] = history.repeats();
        lastPurchase[size] = history.lastPurchase();
        observed[size] = history.observed();
        customers[size] = count;
        size++;
        total += count;
        repeatCustomers += history.repeats() > 0 ? count : 0;
        mostRepeats = Math.max(mostRepeats, history.repeats());
    }

    /** How many customers there are. */
    public long customers() {
        return total;
    }

    /** How many of them have bought again. */
    public long repeatCustomers() {
        return repeatCustomers;
    }

    /** How many different histories there are. */
    public int size() {
        return size;
    }

    /** x of the i-th history. */
    long repeats(int index) {
        return repeats[index];
    }

    /** t_x of the i-th history, weeks. */
    double lastPurchase(int index) {
        return lastPurchase[index];
    }

    /** T of the i-th history, weeks. */
    double observed(int index) {
        return observed[index];
    }

    /** How many customers have the i-th history. */
    double customers(int index) {
        return customers[index];
    }

    /** By i, how many customers have more than i repeat purchases, as far as there are any. */
    double[] customersAbove() {
        double[] above = new double[Math.toIntExact(mostRepeats)];
        for (int i = 0; i < size; i++) {
            if (repeats[i] > 0) {
                above[(int) repeats[i] - 1] += customers[i];
            }
        }
        for (int i = above.length - 2; i >= 0; i--) {
            above[i] += above[i + 1];
        }
        return above;
    }
}
