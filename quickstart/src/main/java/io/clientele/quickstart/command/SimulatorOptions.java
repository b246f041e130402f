package io.clientele.quickstart.command;

import io.clientele.analytics.simulate.PurchaseSettings;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.analytics.simulate.SpendSettings;
import io.clientele.analytics.simulate.VisitSettings;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What the simulated shop is like, as options of a command. */
public final class SimulatorOptions {
    private static final double[] COHORT_PURCHASES = {0.8, 12, 1, 3};

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--cohort",
            description =
                    "A pure BG/NBD cohort, for fitting: --existing-share 0 --replacement-days never"
                            + " --purchases 0.8,12,1,3 and no visits, refunds and the like besides"
                            + " customers' orders, each unless given.")
    private boolean cohort;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Customers that the shop holds (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "What everything random follows from: the same seed gives the same bytes"
                            + " (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--start",
            paramLabel = "DATE",
            defaultValue = "2026-01-01",
            description = "First day of the events, in UTC (default: ${DEFAULT-VALUE}).")
    private LocalDate start;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            defaultValue = "USD",
            description = "ISO 4217, with two decimals (default: ${DEFAULT-VALUE}).")
    private String currency;

    @Option(
            names = "--existing-share",
            paramLabel = "0..1",
            defaultValue = "0.7",
            description =
                    "Share of the customers who have bought before the start"
                            + " (default: ${DEFAULT-VALUE}).")
    private double existingShare;

    @Option(
            names = "--join-weeks",
            paramLabel = "W",
            defaultValue = "12",
            description = "Weeks over which the others join (default: ${DEFAULT-VALUE}).")
    private double joinWeeks;

    @Option(
            names = "--replacement-days",
            paramLabel = "D",
            defaultValue = "2",
            description =
                    "Mean days from a customer's leaving to another's joining, or never"
                            + " (default: ${DEFAULT-VALUE}).",
            converter = DaysOrNever.class)
    private double replacementDays;

    @Option(
            names = "--products",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Products in the catalogue (default: ${DEFAULT-VALUE}).")
    private int products;

    @Option(
            names = "--purchases",
            paramLabel = "X",
            split = ",",
            defaultValue = "1.5,6,1,5",
            description =
                    "BG/NBD: r,alpha,a,b; the mean customer buys r/alpha times a week and leaves"
                            + " after a purchase with probability a/(a+b)"
                            + " (default: ${DEFAULT-VALUE}).")
    private double[] purchases;

    @Option(
            names = "--spend",
            paramLabel = "X",
            split = ",",
            defaultValue = "6.25,3.74,15.44",
            description =
                    "Gamma-Gamma: p,q,gamma; the mean order is worth p*gamma/(q-1)"
                            + " (default: ${DEFAULT-VALUE}).")
    private double[] spend;

    @Option(
            names = "--visits-per-purchase",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Visits without a purchase for each one with (default: ${DEFAULT-VALUE}).")
    private double visitsPerPurchase;

    @Option(
            names = "--abandoned-carts",
            paramLabel = "0..1",
            defaultValue = "0.35",
            description =
                    "Share of these in which a cart is filled and left"
                            + " (default: ${DEFAULT-VALUE}).")
    private double abandonedCarts;

    @Option(
            names = "--anonymous",
            paramLabel = "0..1",
            defaultValue = "0.25",
            description = "Share of visits by unknown visitors (default: ${DEFAULT-VALUE}).")
    private double anonymous;

    @Option(
            names = "--guest-orders",
            paramLabel = "0..1",
            defaultValue = "0.03",
            description = "Share of these that end in an order (default: ${DEFAULT-VALUE}).")
    private double guestOrders;

    @Option(
            names = "--coupons",
            paramLabel = "0..1",
            defaultValue = "0.15",
            description = "Share of orders with a coupon (default: ${DEFAULT-VALUE}).")
    private double coupons;

    @Option(
            names = "--refunds",
            paramLabel = "0..1",
            defaultValue = "0.08",
            description =
                    "Share of orders of which something is sent back (default: ${DEFAULT-VALUE}).")
    private double refunds;

    @Option(
            names = "--cancellations",
            paramLabel = "0..1",
            defaultValue = "0.02",
            description = "Share of orders that are cancelled (default: ${DEFAULT-VALUE}).")
    private double cancellations;

    @Option(
            names = "--reviews",
            paramLabel = "0..1",
            defaultValue = "0.06",
            description = "Share of orders that are reviewed (default: ${DEFAULT-VALUE}).")
    private double reviews;

    @Option(
            names = "--support",
            paramLabel = "0..1",
            defaultValue = "0.04",
            description =
                    "Share of orders after which support is asked for (default: ${DEFAULT-VALUE}).")
    private double support;

    /**
     * The settings that these options make.
     *
     * @throws IllegalArgumentException naming what is out of its range
     */
    public SimulatorSettings settings() {
        requireCount("--purchases", purchases, 4);
        requireCount("--spend", spend, 3);
        double[] rates = inCohort("--purchases") ? COHORT_PURCHASES : purchases;
        return new SimulatorSettings(
                customers,
                seed,
                start.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli(),
                currency,
                orNone("--existing-share", existingShare),
                joinWeeks,
                inCohort("--replacement-days") ? SimulatorSettings.NEVER : replacementDays,
                products,
                new PurchaseSettings(rates[0], rates[1], rates[2], rates[3]),
                new SpendSettings(spend[0], spend[1], spend[2]),
                new VisitSettings(
                        orNone("--visits-per-purchase", visitsPerPurchase),
                        abandonedCarts,
                        orNone("--anonymous", anonymous),
                        guestOrders,
                        coupons,
                        orNone("--refunds", refunds),
                        orNone("--cancellations", cancellations),
                        orNone("--reviews", reviews),
                        orNone("--support", support)));
    }

    /** The first day of the events. */
    LocalDate start() {
        return start;
    }

    private double orNone(String option, double value) {
        return inCohort(option) ? 0 : value;
    }

    /** Whether the option is not given, and a cohort is asked for. */
    private boolean inCohort(String option) {
        return cohort && !command.commandLine().getParseResult().hasMatchedOption(option);
    }

    private static void requireCount(String option, double[] values, int count) {
        if (values.length != count) {
            throw new IllegalArgumentException(
                    "%s: %d numbers, expected %d separated by commas"
                            .formatted(option, values.length, count));
        }
    }

    /** Reads a number of days. */
    static final class DaysOrNever implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            if (text.equals("never")) {
                return SimulatorSettings.NEVER;
            }
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException unreadable) {
                throw new TypeConversionException(
                        "'%s', expected a number of days or never".formatted(text));
            }
        }
    }
}
