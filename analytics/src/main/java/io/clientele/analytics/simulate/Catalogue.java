package io.clientele.analytics.simulate;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.hipparchus.util.FastMath;

/**
 * What the shop sells. Products of a category stand together, the cheapest first; list prices are
 * spread evenly on the log scale, from 3 % to six times the mean order.
 */
final class Catalogue {
    /** The number of categories. */
    static final int CATEGORIES = 12;

    private static final String[][] SHELVES = {
        {"Kitchen", "Mug", "Teapot", "Bowl", "Knife", "Pan", "Jar", "Tray"},
        {"Garden", "Planter", "Lantern", "Trowel", "Hose", "Bench", "Birdhouse"},
        {"Lighting", "Lamp", "Candle", "Light Chain", "Ceiling Lamp", "Torch"},
        {"Textiles", "Cushion", "Blanket", "Towel", "Curtain", "Rug", "Apron"},
        {"Stationery", "Notebook", "Pen", "Calendar", "Envelope Set", "Ruler"},
        {"Toys", "Puzzle", "Kite", "Wooden Train", "Doll", "Board Game"},
        {"Books", "Novel", "Cookbook", "Atlas", "Picture Book", "Travel Guide"},
        {"Clothing", "Shirt", "Scarf", "Jacket", "Socks", "Dress", "Cap"},
        {"Sports", "Yoga Mat", "Ball", "Bottle", "Racket", "Helmet", "Rope"},
        {"Electronics", "Headphones", "Charger", "Speaker", "Keyboard", "Camera"},
        {"Beauty", "Soap", "Hand Cream", "Perfume", "Brush", "Bath Salt"},
        {"Pets", "Leash", "Food Bowl", "Scratching Post", "Basket", "Chew Toy"}
    };
    private static final String[] BRANDS = {
        "Alder & Finch",
        "Brightwater",
        "Corvid",
        "Dovetail",
        "Elmstead",
        "Fjordhus",
        "Greystone",
        "Harrow",
        "Isolde",
        "Juniper Row",
        "Kestrel",
        "Lindqvist",
        "Marlowe",
        "Northfold",
        "Oakhurst",
        "Pemberton",
        "Quill",
        "Rosewood",
        "Solveig",
        "Tamarind",
        "Umber",
        "Verity",
        "Wexford",
        "Yarrow"
    };
    private static final String[] LOOKS = {
        "Blue", "Oak", "Linen", "Classic", "Striped", "Small", "Large", "Copper", "Ivory", "Folding"
    };

    private static final double CHEAPEST = 0.03;
    private static final double DEAREST = 6;

    private final int[] starts = new int[CATEGORIES + 1];
    private final int[] strides = new int[CATEGORIES];
    private final long[] prices;
    private final byte[][] fragments;

    /** Makes a catalogue for orders of that mean, in minor units. */
    Catalogue(int products, double meanOrder) {
        prices = new long[products];
        fragments = new byte[products][];
        for (int category = 0; category < CATEGORIES; category++) {
            starts[category] = (int) ((long) products * category / CATEGORIES);
        }
        starts[CATEGORIES] = products;
        for (int category = 0; category < CATEGORIES; category++) {
            int size = size(category);
            strides[category] = coprimeTo(size);
            for (int place = 0; place < size; place++) {
                int product = starts[category] + place;
                double spread = FastMath.pow(DEAREST / CHEAPEST, (place + 0.5) / size);
                long tens = (long) (meanOrder * CHEAPEST * spread / 10);
                prices[product] = Math.max(10 * tens - 1, 1);
                fragments[product] = fragment(category, place, product);
            }
        }
    }

    /** What the category is called. */
    static String categoryName(int category) {
        return SHELVES[category][0];
    }

    /** The list price in minor units. */
    long price(int product) {
        return prices[product];
    }

    /** The product's fields from {@code "product_id"} to {@code "price":}, without the price. */
    byte[] fragment(int product) {
        return fragments[product];
    }

    /**
     * A product of the category, a few of them far oftener than the others.
     *
     * @param chance a number from 0 (included) to 1 (excluded)
     */
    int popular(int category, double chance) {
        int size = size(category);
        long rank = (long) (chance * chance * chance * size);
        return starts[category] + (int) (rank * strides[category] % size);
    }

    /** How many products of the category cost at most that much, in minor units. */
    int affordable(int category, long price) {
        int low = starts[category];
        int high = starts[category + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (prices[middle] <= price) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - starts[category];
    }

    /** The category's product of that place from the cheapest, which is 0. */
    int byPrice(int category, int place) {
        return starts[category] + place;
    }

    private int size(int category) {
        return starts[category + 1] - starts[category];
    }

    /** About the golden section of the size, so that neighbours in rank differ in price. */
    private static int coprimeTo(int size) {
        int stride = Math.max((int) (size * 0.618), 1);
        while (greatestCommonDivisor(stride, size) != 1) {
            stride++;
        }
        return stride;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private static byte[] fragment(int category, int place, int product) {
        String[] shelf = SHELVES[category];
        int kinds = shelf.length - 1;
        String kind = shelf[1 + place % kinds];
        String look = LOOKS[place / kinds % LOOKS.length];
        String brand = BRANDS[(category * 5 + place % 6 * 4) % BRANDS.length];
        String number = String.format(Locale.ROOT, "%05d", product + 1);
        String sku = shelf[0].substring(0, 3).toUpperCase(Locale.ROOT) + '-' + number;
        return ("\"product_id\":\"p"
                        + number
                        + "\",\"sku\":\""
                        + sku
                        + "\",\"name\":\""
                        + look
                        + ' '
                        + kind
                        + "\",\"category\":\""
                        + shelf[0]
                        + "\",\"brand\":\""
                        + brand
                        + "\",\"price\":")
                .getBytes(StandardCharsets.UTF_8);
    }
}
