package io.clientele.quickstart.dashboards;

import io.clientele.analytics.kpi.KpiPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What a live job tells of its rules in a window, and of its models when a day ends. */
final class ToldOfModels {

    private static final List<String> FIGURES_OF_RULES =
            List.of("matches", "partial_matches", "timeouts", "errors", "suppressed");

    private ToldOfModels() {}

    static List<KpiPoint> and(Random random, long end, boolean endsDay) {
        List<KpiPoint> points = new ArrayList<>();
        for (String rule : List.of("card-testing", "cart-abandoned", "cart-watched")) {
            // In many windows a rule does nothing.
            if (random.nextInt(5) == 0) {
                Map<String, Number> fields = new TreeMap<>();
                FIGURES_OF_RULES.forEach(field -> fields.put(field, (long) random.nextInt(4)));
                points.add(
                        point(
                                "alerts",
                                Map.of(
                                        "rule", rule,
                                        "severity",
                                                rule.equals("card-testing") ? "critical" : "info",
                                        "mode", rule.equals("cart-watched") ? "shadow" : "live"),
                                end,
                                fields));
            }
        }
        if (endsDay) {
            addModels(random, end, points);
        }
        return points;
    }

    private static void addModels(Random random, long end, List<KpiPoint> points) {
        points.add(
                point(
                        "clustering",
                        Map.of(),
                        end,
                        shares(random, "silhouette", "drift", "inertia")));
        for (String cluster : List.of("0", "1", "2")) {
            Map<String, Number> fields = shares(random, "share");
            fields.put("customers", (long) random.nextInt(900));
            points.add(point("clusters", Map.of("cluster", cluster), end, fields));
        }
        Map<String, Number> value = shares(random, "p_alive_mean", "clv_mean");
        for (int percent : List.of(10, 25, 50, 75, 90, 99)) {
            value.put("clv_p" + percent, (long) random.nextInt(90_000));
        }
        points.add(point("value", Map.of(), end, value));
        Map<String, Number> vips = shares(random, "value_share");
        vips.put("customers", (long) random.nextInt(90));
        points.add(point("vips", Map.of(), end, vips));
        for (String band : List.of("low", "medium", "high")) {
            points.add(
                    point(
                            "risk",
                            Map.of("band", band),
                            end,
                            shares(random, "share", "value_share")));
        }
        for (String model : List.of("regression", "purchase_model")) {
            Map<String, Number> fields =
                    shares(random, "auc", "log_loss", "brier", "calibration_error");
            fields.put("champion", (long) random.nextInt(2));
            fields.put("labels", (long) random.nextInt(500));
            points.add(point("churn", Map.of("model", model), end, fields));
        }
    }

    private static Map<String, Number> shares(Random random, String... names) {
        Map<String, Number> fields = new TreeMap<>();
        for (String name : names) {
            fields.put(name, random.nextDouble());
        }
        return fields;
    }

    private static KpiPoint point(
            String measurement, Map<String, String> tags, long end, Map<String, Number> fields) {
        return new KpiPoint(measurement, Instant.ofEpochMilli(end), 60, tags, fields);
    }
}
