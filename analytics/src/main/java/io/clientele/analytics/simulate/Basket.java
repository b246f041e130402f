package io.clientele.analytics.simulate;

import org.hipparchus.random.RandomGenerator;
import org.hipparchus.util.FastMath;

/** Lines of an order or a cart: products, quantities, and what is paid for one piece. */
final class Basket {
    private static final int MOST_LINES = 8;

    final int[] products = new int[MOST_LINES];
    final int[] quantities = new int[MOST_LINES];

    /** Minor units. */
    final long[] prices = new long[MOST_LINES];

    int lines;

    /** The sum of quantity times price, in minor units. */
    long amount() {
        long sum = 0;
        for (int line = 0; line < lines; line++) {
            sum += quantities[line] * prices[line];
        }
        return sum;
    }

    void reprice(double share) {
        for (int line = 0; line < lines; line++) {
            prices[line] = repriced(prices[line], share);
        }
    }

    /** That share of a price, at least one minor unit. */
    static long repriced(long price, double share) {
        return Math.max(1, FastMath.round(price * share));
    }

    void add(int product, int quantity, long price) {
        products[lines] = product;
        quantities[lines] = quantity;
        prices[lines] = price;
        lines++;
    }

    /** Keeps one line only. */
    Basket only(int line) {
        Basket one = new Basket();
        one.add(products[line], quantities[line], prices[line]);
        return one;
    }

    Basket copy() {
        Basket copy = new Basket();
        copy.lines = lines;
        System.arraycopy(products, 0, copy.products, 0, lines);
        System.arraycopy(quantities, 0, copy.quantities, 0, lines);
        System.arraycopy(prices, 0, copy.prices, 0, lines);
        return copy;
    }

    /**
     * Fills the basket with products that are worth exactly the amount: all at their list prices
     * but the last, which is the nearest to what is left and is sold at that.
     *
     * @param amount minor units, at least 1
     */
    void fill(long amount, int favouriteCategory, Catalogue catalogue, RandomGenerator random) {
        lines = 0;
        long left = amount;
        int wanted = 1;
        while (wanted < MOST_LINES && random.nextDouble() < 0.5) {
            wanted++;
        }
        for (; wanted > 1; wanted--) {
            int category = category(favouriteCategory, random);
            int affordable = catalogue.affordable(category, left / 2);
            if (affordable == 0) {
                break;
            }
            double chance = random.nextDouble();
            int place = affordable - 1 - (int) (chance * chance * affordable);
            int product = catalogue.byPrice(category, place);
            long price = catalogue.price(product);
            int quantity = 1;
            while (quantity < 6
                    && (quantity + 1) * price <= left / 2
                    && random.nextDouble() < 0.25) {
                quantity++;
            }
            add(product, quantity, price);
            left -= quantity * price;
        }
        int category = category(favouriteCategory, random);
        int place = Math.max(catalogue.affordable(category, left) - 1, 0);
        add(catalogue.byPrice(category, place), 1, left);
    }

    /** The customer's own category in six of ten cases. */
    static int category(int favouriteCategory, RandomGenerator random) {
        return random.nextDouble() < 0.6 ? favouriteCategory : random.nextInt(Catalogue.CATEGORIES);
    }
}
