package io.clientele.quickstart.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A measurement of {@code docs/topics.md} as a table.
 *
 * @param name of the measurement
 * @param tags one symbol column each; a point of the same time and tags replaces the earlier one
 * @param counts whole-number fields
 * @param ratios fields with a fraction
 */
record StoreTable(String name, List<String> tags, List<String> counts, List<String> ratios) {

    /** Every measurement of the topic {@code clientele.kpis}. */
    static final List<StoreTable> ALL =
            List.of(
                    new StoreTable(
                            "sales",
                            List.of(),
                            windowAndDay(
                                    "gross_revenue",
                                    "net_revenue",
                                    "orders",
                                    "units",
                                    "refunds",
                                    "refund_count",
                                    "anonymous_orders",
                                    "anonymous_revenue"),
                            windowAndDay("average_order_value", "refund_rate")),
                    new StoreTable(
                            "customers",
                            List.of(),
                            with(windowAndDay("active", "new", "returning"), "known"),
                            windowAndDay("anonymous_share")),
                    new StoreTable(
                            "segments",
                            List.of("group"),
                            List.of("customers", "value", "moved_in", "moved_out"),
                            List.of()),
                    new StoreTable(
                            "vips",
                            List.of(),
                            List.of("customers", "value", "entered", "left"),
                            List.of("value_share")),
                    new StoreTable(
                            "value",
                            List.of(),
                            List.of(
                                    "version",
                                    "age_days",
                                    "customers",
                                    "repeat_customers",
                                    "converged",
                                    "at_edge",
                                    "vip_bound",
                                    "looked_at",
                                    "clv_p10",
                                    "clv_p25",
                                    "clv_p50",
                                    "clv_p75",
                                    "clv_p90",
                                    "clv_p99"),
                            List.of(
                                    "r",
                                    "alpha",
                                    "a",
                                    "b",
                                    "log_likelihood",
                                    "p",
                                    "q",
                                    "gamma",
                                    "p_alive_mean",
                                    "clv_mean")),
                    new StoreTable(
                            "clustering",
                            List.of(),
                            List.of("version", "customers", "k", "reseeded"),
                            List.of("silhouette", "inertia", "drift")),
                    new StoreTable(
                            "clusters", List.of("cluster"), List.of("customers"), List.of("share")),
                    new StoreTable(
                            "churn",
                            List.of("model"),
                            List.of("version", "champion", "labels", "churned"),
                            List.of("auc", "log_loss", "brier", "calibration_error")),
                    new StoreTable(
                            "risk",
                            List.of("band"),
                            List.of("customers"),
                            List.of("share", "value_share")),
                    new StoreTable(
                            "alerts",
                            List.of("rule", "severity", "mode"),
                            List.of(
                                    "matches",
                                    "partial_matches",
                                    "timeouts",
                                    "errors",
                                    "suppressed"),
                            List.of()),
                    new StoreTable("events", List.of("event"), List.of("count"), List.of()),
                    new StoreTable("dead_letters", List.of("reason"), List.of("count"), List.of()),
                    new StoreTable(
                            "pipeline",
                            List.of(),
                            List.of(
                                    "events",
                                    "accepted",
                                    "duplicates",
                                    "dead_letters",
                                    "late_events",
                                    "late_for_rules",
                                    "event_to_kpi_ms"),
                            List.of()));

    /** The statement that creates the table. */
    String definition() {
        String columns =
                Stream.of(
                                Stream.of("\"timestamp\" TIMESTAMP"),
                                tags.stream().map(tag -> quoted(tag) + " SYMBOL"),
                                counts.stream().map(count -> quoted(count) + " LONG"),
                                ratios.stream().map(ratio -> quoted(ratio) + " DOUBLE"))
                        .flatMap(column -> column)
                        .collect(Collectors.joining(", "));
        String keys =
                Stream.concat(Stream.of("timestamp"), tags.stream())
                        .map(StoreTable::quoted)
                        .collect(Collectors.joining(", "));
        return "CREATE TABLE %s (%s) TIMESTAMP(\"timestamp\") PARTITION BY MONTH WAL DEDUP UPSERT KEYS(%s)"
                .formatted(quoted(name), columns, keys);
    }

    static String quoted(String identifier) {
        return '"' + identifier + '"';
    }

    private static List<String> windowAndDay(String... fields) {
        return Stream.concat(Stream.of(fields), Stream.of(fields).map(field -> "day_" + field))
                .toList();
    }

    private static List<String> with(List<String> fields, String more) {
        List<String> all = new ArrayList<>(fields);
        all.add(more);
        return List.copyOf(all);
    }
}
