package io.clientele.gateway.shop;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the job would tell of its models at a day's end, in figures that grow with the days. */
final class SimulatedModels {

    private static final Map<Integer, String> NAMES = names();
    private static final double[] SHARES = {.18, .34, .27, .21};
    private static final long[] PERCENTILES = {420, 1_800, 6_900, 19_500, 46_000, 131_000};
    private static final List<Integer> PERCENTS = List.of(10, 25, 50, 75, 90, 99);

    private final Duration window;
    private long version;

    SimulatedModels(Duration window) {
        this.window = window;
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new LinkedHashMap<>();
        names.put(0, "ordered lately, many orders, much spent");
        names.put(1, "long silent, few orders, little spent");
        names.put(2, "ordered lately, few orders");
        names.put(3, "silent for a while, many orders");
        return names;
    }

    void endDay(Instant last, long customers, List<ProducerRecord<byte[], byte[]>> records) {
        version++;
        records.add(Records.models(LocalDate.ofInstant(last, ZoneOffset.UTC), NAMES));
        add(
                "clustering",
                Map.of(),
                last,
                Map.of(
                        "version",
                        version,
                        "customers",
                        customers,
                        "k",
                        4,
                        "reseeded",
                        0,
                        "silhouette",
                        .41 + .0005 * version,
                        "inertia",
                        .62,
                        "drift",
                        .02),
                records);
        for (int id : NAMES.keySet()) {
            add(
                    "clusters",
                    Map.of("cluster", Integer.toString(id)),
                    last,
                    Map.of("customers", Math.round(SHARES[id] * customers), "share", SHARES[id]),
                    records);
        }
        add("value", Map.of(), last, value(customers), records);
        add(
                "vips",
                Map.of(),
                last,
                Map.of(
                        "customers", Math.round(.05 * customers),
                        "value", 1_200_000,
                        "value_share", .283,
                        "entered", 1,
                        "left", 0),
                records);
        band("low", .46, .61, customers, last, records);
        band("medium", .31, .27, customers, last, records);
        band("high", .23, .12, customers, last, records);
        model("regression", 1, .742 + .0001 * version, .552, last, records);
        model("purchase_model", 0, .731, .561, last, records);
    }

    private Map<String, Number> value(long customers) {
        Map<String, Number> fields = new LinkedHashMap<>();
        fields.put("version", 1 + version / 7);
        fields.put("age_days", version % 7);
        fields.put("customers", customers);
        fields.put("converged", 1);
        fields.put("vip_bound", 61_200);
        fields.put("p_alive_mean", .713);
        fields.put("clv_mean", 14_730.5);
        for (int i = 0; i < PERCENTILES.length; i++) {
            fields.put("clv_p" + PERCENTS.get(i), PERCENTILES[i] + version);
        }
        return fields;
    }

    private void band(
            String band,
            double share,
            double valueShare,
            long customers,
            Instant last,
            List<ProducerRecord<byte[], byte[]>> records) {
        add(
                "risk",
                Map.of("band", band),
                last,
                Map.of(
                        "customers", Math.round(share * customers),
                        "share", share,
                        "value_share", valueShare),
                records);
    }

    private void model(
            String model,
            long champion,
            double auc,
            double logLoss,
            Instant last,
            List<ProducerRecord<byte[], byte[]>> records) {
        add(
                "churn",
                Map.of("model", model),
                last,
                Map.of(
                        "version",
                        version,
                        "champion",
                        champion,
                        "labels",
                        100 * version,
                        "churned",
                        40 * version,
                        "auc",
                        auc,
                        "log_loss",
                        logLoss,
                        "brier",
                        .19,
                        "calibration_error",
                        .03),
                records);
    }

    private void add(
            String measurement,
            Map<String, String> tags,
            Instant last,
            Map<String, ? extends Number> fields,
            List<ProducerRecord<byte[], byte[]>> records) {
        records.add(Records.kpi(measurement, tags, last, window.toSeconds(), fields));
    }
}
