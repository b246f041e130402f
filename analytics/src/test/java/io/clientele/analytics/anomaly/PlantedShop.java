package io.clientele.analytics.anomaly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.simulate.AnomalyKind;
import io.clientele.analytics.simulate.AnomalySettings;
import io.clientele.analytics.simulate.FraudSettings;
import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.analytics.simulate.truth.AnomalyTruth;
import io.clientele.analytics.simulate.truth.TruthRecorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** The hourly sales of a simulated shop with planted anomalies, and what is raised of them. */
final class PlantedShop {

    private static final long HOUR = 3_600_000;
    private static final long WARM_UP = 14 * 24 * HOUR;

    /** An alert this long after an anomaly is still of it. */
    private static final long AFTER = 3 * HOUR;

    private final long start = SimulatorSettings.DEFAULT_START.toEpochMilli();
    private final List<AnomalyTruth> planted = new ArrayList<>();
    private final long[] orders;
    private final double[] gross;
    private final double[] refunds;
    private final long[] refundCounts;

    /** Watched series of hourly sales. */
    private enum Watched {
        GROSS_REVENUE(Scale.AMOUNT),
        ORDERS(Scale.COUNT),
        AVERAGE_ORDER_VALUE(Scale.MEAN),
        REFUNDS(Scale.AMOUNT);

        private final Scale scale;

        Watched(Scale scale) {
            this.scale = scale;
        }
    }

    /**
     * What was found.
     *
     * @param planted anomalies after the warm-up, by kind
     * @param found those that an alert was raised in
     * @param alerts all of them, of all series
     * @param right those in an anomaly
     */
    record Found(
            Map<AnomalyKind, Integer> planted,
            Map<AnomalyKind, Integer> found,
            int alerts,
            int right) {

        double recall() {
            return (double) sum(found) / sum(planted);
        }

        double precision() {
            return (double) right / alerts;
        }

        private static int sum(Map<AnomalyKind, Integer> counts) {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    PlantedShop(int customers, int days, long seed) throws IOException {
        SimulatorSettings settings =
                SimulatorSettings.of(customers, seed)
                        .planting(
                                FraudSettings.NONE,
                                new AnomalySettings(EnumSet.allOf(AnomalyKind.class), 7));
        orders = new long[days * 24];
        gross = new double[days * 24];
        refunds = new double[days * 24];
        refundCounts = new long[days * 24];
        Simulator simulator = new Simulator(settings);
        TruthRecorder recorder = new TruthRecorder(settings);
        ObjectMapper json = new ObjectMapper();
        SimulatedEvent event = simulator.next();
        while (event.timestamp() < start + days * 24L * HOUR) {
            recorder.add(event);
            int hour = (int) ((event.timestamp() - start) / HOUR);
            if (event.type() == EventType.ORDER_COMPLETED) {
                orders[hour]++;
                gross[hour] += amount(json.readTree(event.value()));
            } else if (event.type() == EventType.ORDER_REFUNDED) {
                refundCounts[hour]++;
                refunds[hour] += amount(json.readTree(event.value()));
            }
            event = simulator.next();
        }
        recorder.tell(
                record -> {
                    if (record instanceof AnomalyTruth truth
                            && truth.start().toEpochMilli() >= start + WARM_UP) {
                        planted.add(truth);
                    }
                });
    }

    /** Watches all series at a threshold. */
    Found watch(double threshold) {
        List<Long> alerts = new ArrayList<>();
        for (Watched watched : Watched.values()) {
            SeasonalDetector detector =
                    new SeasonalDetector(
                            new DetectorSettings(threshold, WARM_UP, watched.scale.noise()));
            double pastSum = 0;
            double pastParts = 0;
            for (int hour = 0; hour < orders.length; hour++) {
                double sum = sum(watched, hour);
                double parts = parts(watched, hour);
                double unit = pastSum > 0 ? pastSum / pastParts : parts > 0 ? sum / parts : 1;
                pastSum += sum;
                pastParts += parts;
                long time = start + hour * HOUR;
                if ((parts > 0 || watched.scale != Scale.MEAN)
                        && detector.observe(time + HOUR / 2, watched.scale.of(sum, parts, unit))
                                .raised()) {
                    alerts.add(time);
                }
            }
        }
        Map<AnomalyKind, Integer> all = new EnumMap<>(AnomalyKind.class);
        Map<AnomalyKind, Integer> found = new EnumMap<>(AnomalyKind.class);
        for (AnomalyTruth truth : planted) {
            all.merge(truth.anomaly().kind(), 1, Integer::sum);
            if (alerts.stream().anyMatch(alert -> isOf(truth, alert))) {
                found.merge(truth.anomaly().kind(), 1, Integer::sum);
            }
        }
        int right =
                (int)
                        alerts.stream()
                                .filter(
                                        alert ->
                                                planted.stream()
                                                        .anyMatch(truth -> isOf(truth, alert)))
                                .count();
        return new Found(all, found, alerts.size(), right);
    }

    private double sum(Watched watched, int hour) {
        return switch (watched) {
            case GROSS_REVENUE, AVERAGE_ORDER_VALUE -> gross[hour];
            case ORDERS -> orders[hour];
            case REFUNDS -> refunds[hour];
        };
    }

    private double parts(Watched watched, int hour) {
        return switch (watched) {
            case GROSS_REVENUE, AVERAGE_ORDER_VALUE -> orders[hour];
            case ORDERS -> 1;
            case REFUNDS -> refundCounts[hour];
        };
    }

    private static boolean isOf(AnomalyTruth truth, long alert) {
        return alert >= truth.start().toEpochMilli() && alert < truth.end().toEpochMilli() + AFTER;
    }

    private static double amount(JsonNode event) {
        JsonNode properties = event.get("properties");
        return properties.has("revenue")
                ? properties.get("revenue").asDouble()
                : properties.path("total").asDouble();
    }
}
