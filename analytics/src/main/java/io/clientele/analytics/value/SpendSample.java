package io.clientele.analytics.value;

import java.util.Arrays;

/**
 * Customers to fit the Gamma-Gamma model to: repeat purchases x and the amount that they came to, x
 * z, and how many customers have each. The order that they are added in is the order that they are
 * summed in: ascending by x is fastest.
 *
 * <p>Not thread-safe while customers are added.
 */
public final class SpendSample {

    private long[] repeats = new long[64];
    private double[] spent = new double[64];
    private double[] customers = new double[64];
    private int size;
    private long total;

    /**
     * Adds customers.
     *
     * @param x repeat purchases, 1 or more
     * @param amount what these came to for each of the customers, greater than 0
     * @param count how many customers, 1 or more
     * @throws IllegalArgumentException naming what is out of range
     */
    public void add(long x, double amount, long count) {
        if (x < 1 || !(amount > 0) || count < 1) {
            throw new IllegalArgumentException(
                    "x: %d, amount: %s, count: %d, expected 1 or more, more than 0, 1 or more"
                            .formatted(x, amount, count));
        }
        if (size == repeats.length) {
            repeats = Arrays.copyOf(repeats, 2 * size);
            spent = Arrays.copyOf(spent, 2 * size);
            customers = Arrays.copyOf(customers, 2 * size);
        }
        repeats[size] = x;
        spent[size] = amount;
        customers[size] = count;
        size++;
        total += count;
    }

    /** How many customers there are. */
    public long customers() {
        return total;
    }

    /** How many different pairs of x and x z there are. */
    public int size() {
        return size;
    }

    long repeats(int index) {
        return repeats[index];
    }

    double spent(int index) {
        return spent[index];
    }

    double customers(int index) {
        return customers[index];
    }

    /** The mean amount of a purchase. */
    double meanPurchase() {
        double amount = 0;
        double purchases = 0;
        for (int i = 0; i < size; i++) {
            amount += customers[i] * spent[i];
            purchases += customers[i] * repeats[i];
        }
        return amount / purchases;
    }
}
