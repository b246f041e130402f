package io.clientele.analytics.event;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The exact sum of quantities times prices, rounded once, at the end. Sums of up to six decimals
 * are added as a {@code long} of millionths, whatever does not fit as {@link BigDecimal}.
 */
final class ExactSum {

    /** The most that an amount can come to, in minor units of the reporting currency. */
    static final long MOST_MINOR_UNITS = 1_000_000_000_000L;

    /** What {@link #minorUnits} answers for more than that. */
    static final long TOO_MUCH = -1;

    private static final int SCALE = 6;

    private long millionths;
    private BigDecimal rest = BigDecimal.ZERO;

    /** Back to zero. */
    void clear() {
        millionths = 0;
        rest = BigDecimal.ZERO;
    }

    /** Adds a value. */
    void add(NumberField value) {
        if (!value.isSmall() || !addSmall(value.unscaled(), value.scale())) {
            rest = rest.add(value.exact());
        }
    }

    /** Adds the product of two values. */
    void addProduct(NumberField quantity, NumberField price) {
        if (quantity.isSmall() && price.isSmall()) {
            long product = product(quantity.unscaled(), price.unscaled());
            if (product >= 0 && addSmall(product, quantity.scale() + price.scale())) {
                return;
            }
        }
        rest = rest.add(quantity.exact().multiply(price.exact()));
    }

    private boolean addSmall(long unscaled, int scale) {
        if (scale > SCALE) {
            return false;
        }
        long added = product(unscaled, NumberField.powerOfTen(SCALE - scale));
        if (added < 0 || millionths + added < 0) {
            return false;
        }
        millionths += added;
        return true;
    }

    /** The product of two numbers that are not negative; negative if it does not fit. */
    private static long product(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 ? a * b : -1;
    }

    /**
     * The sum times a rate, in minor units, rounded half-even.
     *
     * @param rate what one unit of the sum's currency is worth in the reporting currency, 10^-12 to
     *     10^12
     * @param fractionDigits how many decimals the reporting currency's minor unit has, 0 to 6
     * @return 0 to {@link #MOST_MINOR_UNITS}, or {@link #TOO_MUCH}
     */
    long minorUnits(BigDecimal rate, int fractionDigits) {
        long minorUnits =
                rest.signum() == 0 && rate.compareTo(BigDecimal.ONE) == 0
                        ? roundedMillionths(NumberField.powerOfTen(SCALE - fractionDigits))
                        : rounded(rate, fractionDigits);
        return minorUnits > MOST_MINOR_UNITS ? TOO_MUCH : minorUnits;
    }

    /** The sum times a rate, in words, whatever it comes to. */
    String majorUnits(BigDecimal rate, int fractionDigits) {
        return exact(rate).setScale(fractionDigits, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** The sum rounded half-even to a whole number. */
    long units() {
        return rest.signum() == 0
                ? roundedMillionths(NumberField.powerOfTen(SCALE))
                : rounded(BigDecimal.ONE, 0);
    }

    private long roundedMillionths(long millionthsOfUnit) {
        long whole = millionths / millionthsOfUnit;
        long left = 2 * (millionths % millionthsOfUnit);
        boolean up = left > millionthsOfUnit || (left == millionthsOfUnit && (whole & 1) == 1);
        return up ? whole + 1 : whole;
    }

    private long rounded(BigDecimal rate, int fractionDigits) {
        BigDecimal exact = exact(rate);
        // 10^18 is above every limit and fits; larger numbers are not built only to be refused
        if (exact.precision() - exact.scale() + fractionDigits > 18) {
            return Long.MAX_VALUE;
        }
        return exact.setScale(fractionDigits, RoundingMode.HALF_EVEN).unscaledValue().longValue();
    }

    private BigDecimal exact(BigDecimal rate) {
        return rest.add(BigDecimal.valueOf(millionths, SCALE)).multiply(rate);
    }
}
