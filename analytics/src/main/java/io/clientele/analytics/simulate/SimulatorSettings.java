package io.clientele.analytics.simulate;

import java.time.Instant;
import java.util.Currency;

/**
 * What the simulated shop is like. Two simulators of equal settings give the same bytes.
 *
 * @param customers how many customers the shop holds: who leaves is replaced; at least 1
 * @param seed what everything random follows from
 * @param startMillis where event time starts, milliseconds since 1970-01-01T00:00:00Z
 * @param currency ISO 4217, with two decimals, such as {@code USD}
 * @param existingShare share of the customers who have bought before the start, 0 to 1; the others
 *     join with a first purchase
 * @param joinWeeks over how many weeks the others join, evenly, greater than 0
 * @param replacementDays mean days from a customer's leaving to another's joining, greater than 0;
 *     {@link #NEVER}: nobody is replaced
 * @param products how many products the catalogue has, at least 12 (one a category)
 * @param purchase how often customers buy, and when they leave
 * @param spend what an order is worth
 * @param visits what else they do
 * @param fraud how much fraud is planted
 * @param anomalies which anomalies are planted into the shop's figures
 */
public record SimulatorSettings(
        int customers,
        long seed,
        long startMillis,
        String currency,
        double existingShare,
        double joinWeeks,
        double replacementDays,
        int products,
        PurchaseSettings purchase,
        SpendSettings spend,
        VisitSettings visits,
        FraudSettings fraud,
        AnomalySettings anomalies) {

    /** As {@link #replacementDays}: nobody is replaced. */
    public static final double NEVER = Double.POSITIVE_INFINITY;

    /** Where event time starts unless it is set: 2026-01-01, so that no clock is in the bytes. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Instant LATEST_START = Instant.parse("9000-01-01T00:00:00Z");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is wrong, its value and what was expected
     */
    public SimulatorSettings {
        requireCount("customers", customers, 1);
        requireCount("products", products, Catalogue.CATEGORIES);
        requirePositive("joinWeeks", joinWeeks);
        if (replacementDays != NEVER) {
            requirePositive("replacementDays", replacementDays);
        }
        if (!(existingShare >= 0 && existingShare <= 1)) {
            throw new IllegalArgumentException(
                    "existingShare: %s, expected a number from 0 to 1".formatted(existingShare));
        }
        if (startMillis < 0 || startMillis > LATEST_START.toEpochMilli()) {
            throw new IllegalArgumentException(
                    "start: %s ms, expected an instant from 1970 to 8999".formatted(startMillis));
        }
        requireTwoDecimals(currency);
    }

    /** A shop in which nothing is planted. */
    public SimulatorSettings(
            int customers,
            long seed,
            long startMillis,
            String currency,
            double existingShare,
            double joinWeeks,
            double replacementDays,
            int products,
            PurchaseSettings purchase,
            SpendSettings spend,
            VisitSettings visits) {
        this(
                customers,
                seed,
                startMillis,
                currency,
                existingShare,
                joinWeeks,
                replacementDays,
                products,
                purchase,
                spend,
                visits,
                FraudSettings.NONE,
                AnomalySettings.NONE);
    }

    /** A shop with everything at its default. */
    public static SimulatorSettings of(int customers, long seed) {
        return new SimulatorSettings(
                customers,
                seed,
                DEFAULT_START.toEpochMilli(),
                "USD",
                0.7,
                12,
                2,
                2_000,
                PurchaseSettings.LIVELY,
                SpendSettings.CDNOW,
                VisitSettings.USUAL);
    }

    /** The same shop from another instant on. */
    public SimulatorSettings startingAt(Instant start) {
        return new SimulatorSettings(
                customers,
                seed,
                start.toEpochMilli(),
                currency,
                existingShare,
                joinWeeks,
                replacementDays,
                products,
                purchase,
                spend,
                visits,
                fraud,
                anomalies);
    }

    /** The same shop with that planted into it. */
    public SimulatorSettings planting(FraudSettings fraud, AnomalySettings anomalies) {
        return new SimulatorSettings(
                customers,
                seed,
                startMillis,
                currency,
                existingShare,
                joinWeeks,
                replacementDays,
                products,
                purchase,
                spend,
                visits,
                fraud,
                anomalies);
    }

    static void requirePositive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s: %s, expected a number greater than 0".formatted(name, value));
        }
    }

    static void requireAtLeast(String name, double value, double least) {
        if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "%s: %s, expected at least %s".formatted(name, value, least));
        }
    }

    private static void requireCount(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "%s: %d, expected at least %d".formatted(name, value, least));
        }
    }

    private static void requireTwoDecimals(String currency) {
        try {
            if (Currency.getInstance(currency).getDefaultFractionDigits() == 2) {
                return;
            }
        } catch (IllegalArgumentException unknown) {
            // said below, with the value
        }
        throw new IllegalArgumentException(
                "currency: \"%s\", expected an ISO 4217 code with two decimals such as USD"
                        .formatted(currency));
    }
}
