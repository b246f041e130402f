package io.clientele.analytics.event;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;

/**
 * The one currency that all amounts are kept in, and what the others are worth in it.
 *
 * @param code ISO 4217, such as {@code GBP}
 * @param rates by ISO 4217 code, how much of the reporting currency one unit is worth; 10^-12 to
 *     10^12; the reporting currency itself need not be named, and is worth 1
 */
public record ReportingCurrency(String code, Map<String, BigDecimal> rates)
        implements java.io.Serializable {

    private static final BigDecimal LEAST_RATE = BigDecimal.valueOf(1, 12);
    private static final BigDecimal MOST_RATE = BigDecimal.TEN.pow(12);

    /**
     * Checks the codes and the rates.
     *
     * @throws IllegalArgumentException naming the wrong code or rate
     */
    public ReportingCurrency {
        requireKnown(code);
        rates = Map.copyOf(rates);
        rates.forEach(
                (currency, rate) -> {
                    requireKnown(currency);
                    if (rate.compareTo(LEAST_RATE) < 0 || rate.compareTo(MOST_RATE) > 0) {
                        throw new IllegalArgumentException(
                                "rate of %s: %s, expected a number from 1E-12 to 1E+12"
                                        .formatted(currency, rate));
                    }
                    if (currency.equals(code) && rate.compareTo(BigDecimal.ONE) != 0) {
                        throw new IllegalArgumentException(
                                "rate of %s: %s, expected 1 for the reporting currency itself"
                                        .formatted(currency, rate));
                    }
                });
    }

    /** A reporting currency that accepts no other. */
    public static ReportingCurrency only(String code) {
        return new ReportingCurrency(code, Map.of());
    }

    /** How many decimals its minor unit has: 2 for GBP, 0 for JPY. */
    public int fractionDigits() {
        return Currency.getInstance(code).getDefaultFractionDigits();
    }

    private static void requireKnown(String code) {
        try {
            if (Currency.getInstance(code).getDefaultFractionDigits() >= 0) {
                return;
            }
        } catch (IllegalArgumentException unknown) {
            // said below, with the value
        }
        throw new IllegalArgumentException(
                "currency: \"%s\", expected an ISO 4217 code such as GBP".formatted(code));
    }
}
