package io.clientele.quickstart.command;

import io.clientele.analytics.simulate.AnomalyKind;
import io.clientele.analytics.simulate.AnomalySettings;
import io.clientele.analytics.simulate.FraudKind;
import io.clientele.analytics.simulate.FraudSettings;
import io.clientele.analytics.simulate.SimulatorSettings;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What is planted into the simulated shop for others to find, as options of a command. */
public final class PlantedOptions {
    @Option(
            names = "--fraud-share",
            paramLabel = "0..1",
            defaultValue = "0",
            description =
                    "Incidents of fraud for each order of a customer (default: ${DEFAULT-VALUE}).")
    private double fraudShare;

    @Option(
            names = "--fraud-kinds",
            paramLabel = "KIND",
            split = ",",
            defaultValue = "all",
            description =
                    "Which: all, or some of card-testing, account-takeover, refund-abuse"
                            + " (default: ${DEFAULT-VALUE}).")
    private List<String> fraudKinds;

    @Option(
            names = "--anomalies",
            paramLabel = "KIND",
            split = ",",
            defaultValue = "none",
            description =
                    "Anomalies of the shop's figures: none, all, or some of outage, flash-sale,"
                            + " bad-price, refund-wave (default: ${DEFAULT-VALUE}).")
    private List<String> anomalies;

    @Option(
            names = "--anomaly-days",
            paramLabel = "D",
            defaultValue = "14",
            description =
                    "Mean days from the start of an anomaly to that of the next, at least 2"
                            + " (default: ${DEFAULT-VALUE}).")
    private double anomalyDays;

    /**
     * The shop with that planted into it.
     *
     * @throws IllegalArgumentException naming what is out of its range
     */
    public SimulatorSettings in(SimulatorSettings shop) {
        return shop.planting(
                new FraudSettings(fraudShare, kinds("--fraud-kinds", fraudKinds, FraudKind.class)),
                new AnomalySettings(
                        kinds("--anomalies", anomalies, AnomalyKind.class), anomalyDays));
    }

    private static <K extends Enum<K>> Set<K> kinds(
            String option, List<String> names, Class<K> all) {
        if (names.equals(List.of("all"))) {
            return EnumSet.allOf(all);
        }
        Set<K> kinds = EnumSet.noneOf(all);
        if (!names.equals(List.of("none"))) {
            names.forEach(name -> kinds.add(kind(option, name, all)));
        }
        return kinds;
    }

    private static <K extends Enum<K>> K kind(String option, String name, Class<K> all) {
        return Stream.of(all.getEnumConstants())
                .filter(kind -> name(kind).equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "%s: \"%s\", expected none, all, or some of %s separated by commas"
                                                .formatted(option, name, names(all))));
    }

    private static <K extends Enum<K>> String names(Class<K> all) {
        return Stream.of(all.getEnumConstants())
                .map(PlantedOptions::name)
                .collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
