package io.clientele.quickstart.dashboards;

import static io.clientele.quickstart.dashboards.Formula.count;
import static io.clientele.quickstart.dashboards.Formula.last;
import static io.clientele.quickstart.dashboards.Formula.median;
import static io.clientele.quickstart.dashboards.Formula.most;
import static io.clientele.quickstart.dashboards.Formula.sum;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.clientele.analytics.event.EventType;
import io.clientele.analytics.event.Refusal;
import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiReport;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.kpi.KpiTotals;
import io.clientele.analytics.kpi.LineProtocol;
import io.clientele.analytics.rfm.RfmGroup;
import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.quickstart.Clientele;
import io.clientele.quickstart.dashboards.Dashboard.Time;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every panel's query, asked of a real InfluxDB and compared with the points themselves. */
class PanelQueriesTest {

    private static final double MINOR_UNITS = 100;
    private static final int LATE_BY = 200;
    private static final Offset<Double> EXACT = offset(1e-6);

    private static final Pattern MEASUREMENT = Pattern.compile(" FROM \"(\\w+)\"");
    private static final Pattern ONLY = Pattern.compile("\"(\\w+)\" = '(\\w+)'");
    private static final Pattern STEP = Pattern.compile("GROUP BY time\\((\\w+)\\)");
    private static final Pattern TAG = Pattern.compile("GROUP BY .*\"(\\w+)\"");

    /** What each column of each panel means, by title; those of money in major units. */
    private static final Map<String, Map<String, Formula>> MEANING =
            Map.ofEntries(
                    entry("Gross revenue", Map.of("Gross revenue", money("gross_revenue"))),
                    entry("Refunds", Map.of("Refunds", money("refunds"))),
                    entry("Net revenue", Map.of("Net revenue", money("net_revenue"))),
                    entry("Orders", Map.of("Orders", sum("orders"))),
                    entry(
                            "Average order value",
                            Map.of(
                                    "Average order value",
                                    money("gross_revenue").over(sum("orders")))),
                    entry(
                            "Refund rate",
                            Map.of("Refund rate", sum("refunds").over(sum("gross_revenue")))),
                    entry("Known customers", Map.of("Known customers", last("known"))),
                    entry("New customers", Map.of("New customers", sum("new"))),
                    entry(
                            "Active customers, last day",
                            Map.of("Active customers", last("day_active"))),
                    entry(
                            "Returning buyers, last day",
                            Map.of("Returning buyers", last("day_returning"))),
                    entry("Units sold", Map.of("Units sold", sum("units"))),
                    entry(
                            "Anonymous orders",
                            Map.of(
                                    "Anonymous orders",
                                    sum("anonymous_orders").over(sum("orders")))),
                    entry(
                            "Revenue and refunds",
                            Map.of(
                                    "Gross revenue",
                                    money("gross_revenue"),
                                    "Refunds",
                                    money("refunds"),
                                    "Net revenue",
                                    money("gross_revenue").minus(money("refunds")))),
                    entry(
                            "Orders over time",
                            Map.of(
                                    "Of customers",
                                    sum("orders").minus(sum("anonymous_orders")),
                                    "Anonymous",
                                    sum("anonymous_orders"))),
                    entry(
                            "Average order value over time",
                            Map.of(
                                    "Average order value",
                                    money("gross_revenue").over(sum("orders")))),
                    entry(
                            "Refunds and cancellations",
                            Map.of(
                                    "Refunds and cancellations",
                                    sum("refund_count"),
                                    "Amount",
                                    money("refunds"))),
                    entry(
                            "New and returning buyers",
                            Map.of("New", sum("new"), "Returning", sum("returning"))),
                    entry(
                            "Customers by day",
                            Map.of(
                                    "Active",
                                    last("day_active"),
                                    "New",
                                    last("day_new"),
                                    "Returning",
                                    last("day_returning"))),
                    entry("Active customers in one window", Map.of("Active", most("active"))),
                    entry("Customers by group", Map.of("Customers", last("customers"))),
                    entry("Value by group", Map.of("Value", lastMoney("value"))),
                    entry(
                            "Groups in figures",
                            Map.of(
                                    "Customers",
                                    last("customers"),
                                    "Value",
                                    lastMoney("value"),
                                    "Moved in",
                                    sum("moved_in"),
                                    "Moved out",
                                    sum("moved_out"))),
                    entry("Customers by group over time", Map.of("Customers", last("customers"))),
                    entry("Value by group over time", Map.of("Value", lastMoney("value"))),
                    entry("Moves into groups", Map.of("Moved in", sum("moved_in"))),
                    entry("Moves out of groups", Map.of("Moved out", sum("moved_out"))),
                    entry("Records read", Map.of("Records read", sum("events"))),
                    entry("Accepted", Map.of("Accepted", sum("accepted"))),
                    entry("Duplicates", Map.of("Duplicates", sum("duplicates"))),
                    entry("Dead letters", Map.of("Dead letters", sum("dead_letters"))),
                    entry("Late events", Map.of("Late events", sum("late_events"))),
                    entry("Last KPI window", Map.of("Records", last("events"))),
                    entry(
                            "Dead letters, share",
                            Map.of("Dead letters", sum("dead_letters").over(sum("events")))),
                    entry(
                            "Duplicates, share",
                            Map.of("Duplicates", sum("duplicates").over(sum("events")))),
                    entry(
                            "Late events, share",
                            Map.of("Late events", sum("late_events").over(sum("accepted")))),
                    entry(
                            "Anonymous events, last day",
                            Map.of("Anonymous events", last("day_anonymous_share"))),
                    entry(
                            "Latency, median",
                            Map.of("Latency", median("event_to_kpi_ms"), "Records", sum("events"))),
                    entry(
                            "Latency, longest",
                            Map.of("Latency", most("event_to_kpi_ms"), "Records", sum("events"))),
                    entry(
                            "Records by outcome",
                            Map.of(
                                    "Accepted",
                                    sum("accepted"),
                                    "Duplicates",
                                    sum("duplicates"),
                                    "Dead letters",
                                    sum("dead_letters"))),
                    entry("Dead letters by reason", Map.of("Dead letters", sum("count"))),
                    entry("Reasons of dead letters", Map.of("Dead letters", sum("count"))),
                    entry("Duplicates over time", Map.of("Duplicates", sum("duplicates"))),
                    entry("Late events over time", Map.of("Late events", sum("late_events"))),
                    entry(
                            "Latency and load",
                            Map.of(
                                    "Median",
                                    median("event_to_kpi_ms"),
                                    "Longest",
                                    most("event_to_kpi_ms"),
                                    "Records",
                                    sum("events"))),
                    entry("Events by name", Map.of("Events", sum("count"))),
                    entry(
                            "Anonymous events by day",
                            Map.of("Anonymous events", last("day_anonymous_share"))),
                    entry("Windows with records", Map.of("Windows", count())),
                    entry("Silhouette", Map.of("Silhouette", last("silhouette"))),
                    entry("Drift of the clusters", Map.of("Drift", last("drift"))),
                    entry("VIPs", Map.of("VIPs", last("customers"))),
                    entry("VIP share of revenue", Map.of("VIP share", last("value_share"))),
                    entry(
                            "Mean lifetime value",
                            Map.of("Mean lifetime value", lastMoney("clv_mean"))),
                    entry("P(alive), mean", Map.of("P(alive)", last("p_alive_mean"))),
                    entry("Customers by cluster", Map.of("Customers", last("customers"))),
                    entry("Share by cluster over time", Map.of("Share", last("share"))),
                    entry(
                            "Silhouette and drift",
                            Map.of("Silhouette", last("silhouette"), "Drift", last("drift"))),
                    entry("Inertia", Map.of("Inertia", last("inertia"))),
                    entry(
                            "Lifetime value by percentile",
                            Map.of(
                                    "25th",
                                    lastMoney("clv_p25"),
                                    "50th",
                                    lastMoney("clv_p50"),
                                    "75th",
                                    lastMoney("clv_p75"),
                                    "90th",
                                    lastMoney("clv_p90"))),
                    entry(
                            "VIPs and what they carry",
                            Map.of(
                                    "VIPs",
                                    last("customers"),
                                    "Share of revenue",
                                    last("value_share"))),
                    entry("Customers by churn risk", Map.of("Share", last("share"))),
                    entry("Churn risk over time", Map.of("Share", last("share"))),
                    entry("Expected value by churn risk", Map.of("Share", last("value_share"))),
                    entry(
                            "Churn models",
                            Map.of(
                                    "Champion",
                                    last("champion"),
                                    "AUC",
                                    last("auc"),
                                    "Log loss",
                                    last("log_loss"),
                                    "Brier",
                                    last("brier"),
                                    "Calibration error",
                                    last("calibration_error"),
                                    "Outcomes",
                                    last("labels"))),
                    entry("Champion", Map.of("Champion", last("champion"))),
                    entry("AUC", Map.of("AUC", last("auc"))),
                    entry("Log loss", Map.of("Log loss", last("log_loss"))),
                    entry(
                            "Calibration error",
                            Map.of("Calibration error", last("calibration_error"))),
                    entry("Alerts of rules", Map.of("Alerts", sum("matches"))),
                    entry("Shadow matches", Map.of("Matches", sum("matches"))),
                    entry("Suppressed", Map.of("Suppressed", sum("suppressed"))),
                    entry("Partial matches", Map.of("Partial matches", sum("partial_matches"))),
                    entry("Timeouts", Map.of("Timeouts", sum("timeouts"))),
                    entry("Errors", Map.of("Errors", sum("errors"))),
                    entry("Alerts by severity", Map.of("Alerts", sum("matches"))),
                    entry("Alerts by rule over time", Map.of("Alerts", sum("matches"))),
                    entry("Alerts by rule", Map.of("Alerts", sum("matches"))),
                    entry(
                            "Rules in figures",
                            Map.of(
                                    "Matches",
                                    sum("matches"),
                                    "Partial",
                                    sum("partial_matches"),
                                    "Timed out",
                                    sum("timeouts"),
                                    "Suppressed",
                                    sum("suppressed"),
                                    "Errors",
                                    sum("errors"))),
                    entry(
                            "Partial matches and how they ended",
                            Map.of(
                                    "Began",
                                    sum("partial_matches"),
                                    "Matched",
                                    sum("matches"),
                                    "Timed out",
                                    sum("timeouts"))),
                    entry("Suppressed by rule", Map.of("Suppressed", sum("suppressed"))),
                    entry("Errors by rule", Map.of("Errors", sum("errors"))));

    private static final Path RULES = Path.of("..", "cep-rules", "rules");

    @TempDir private static Path folder;
    private static Influxd influxd;

    /** The points of one database, and what the dashboards are set to for them. */
    private record Points(String database, List<KpiLine> lines, String window, ZoneId zone) {

        Map<String, String> choices(Dashboard dashboard) {
            Map<String, String> values = new HashMap<>(dashboard.defaults());
            values.put("window", window);
            values.put("zone", zone.getId());
            return values;
        }

        /** Whole days of the shop, from the first line's to the last one's. */
        Time range() {
            return new Time(
                    day(lines.stream().mapToLong(KpiLine::time).min().orElseThrow())
                            .atStartOfDay(zone)
                            .toInstant()
                            .toEpochMilli(),
                    day(lines.stream().mapToLong(KpiLine::time).max().orElseThrow())
                                    .plusDays(1)
                                    .atStartOfDay(zone)
                                    .toInstant()
                                    .toEpochMilli()
                            - 1,
                    false);
        }

        /** When the row begins that an instant falls into, on the clocks of the shop. */
        long begin(long time, long length) {
            long ahead =
                    zone.getRules().getOffset(Instant.ofEpochMilli(time)).getTotalSeconds()
                            * 1_000L;
            return Math.floorDiv(time + ahead, length) * length - ahead;
        }

        private LocalDate day(long time) {
            return LocalDate.ofInstant(Instant.ofEpochMilli(time), zone);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                Influxd.isInstalled(),
                "skipped: /usr/bin/influxd is not there, which Debian's package influxdb installs");
        influxd = Influxd.start(Files.createDirectory(folder.resolve("influxdb")));
    }

    @AfterAll
    static void stop() throws Exception {
        if (influxd != null) {
            influxd.close();
        }
    }

    @Test
    void a_replay_by_days_is_shown_as_its_points_say() throws Exception {
        Points points = replay("days", "1d", ZoneId.of("UTC"), 12_000);

        assertThatPanelsShow(points, points.range());
        assertThatAnnotationsMark(points, points.range());
    }

    @Test
    void a_replay_by_minutes_in_another_zone_is_shown_as_its_points_say() throws Exception {
        Points points = replay("minutes", "1m", ZoneId.of("America/New_York"), 3_000);

        assertThatPanelsShow(points, points.range());
    }

    @Test
    void the_last_six_hours_hold_what_days_tell_and_how_long_points_took() throws Exception {
        Instant now = Instant.parse("2026-03-01T00:30:00Z");
        Points points = live(now);

        Time lastHours =
                new Time(now.minusSeconds(6 * 3_600).toEpochMilli(), now.toEpochMilli(), true);
        assertThatPanelsShow(points, lastHours);
        assertThat(points.lines()).anyMatch(line -> isSevereAlert(line, lastHours));
        assertThatAnnotationsMark(points, lastHours);
    }

    private static void assertThatPanelsShow(Points points, Time time) throws Exception {
        List<String> titles = new ArrayList<>();
        for (Dashboard dashboard : Dashboard.all()) {
            Map<String, String> choices = points.choices(dashboard);
            for (JsonNode panel : dashboard.panels()) {
                String title = name(panel, titles);
                titles.add(title);
                assertThat(MEANING).as(dashboard.uid()).containsKey(title);
                for (JsonNode target : panel.path("targets")) {
                    String query = Dashboard.query(panel, target, time, choices);
                    JsonNode series = influxd.query(points.database(), query);
                    assertThat(series).as(title + ": " + query).isNotEmpty();
                    assertThatShown(
                            title + ": " + query,
                            shown(series, STEP.matcher(query).find()),
                            expected(
                                    MEANING.get(title),
                                    query,
                                    points,
                                    Dashboard.time(panel, time)));
                }
            }
        }
        assertThat(titles).containsExactlyInAnyOrderElementsOf(MEANING.keySet());
    }

    private static void assertThatAnnotationsMark(Points points, Time time) throws Exception {
        for (Dashboard dashboard : Dashboard.all()) {
            for (JsonNode annotation : dashboard.annotations()) {
                JsonNode target = annotation.path("target");
                String query = Dashboard.query(annotation, target, time, points.choices(dashboard));
                List<String> marked = new ArrayList<>();
                for (JsonNode series : influxd.query(points.database(), query)) {
                    List<String> columns = new ArrayList<>();
                    series.path("columns").forEach(column -> columns.add(column.asText()));
                    for (JsonNode row : series.path("values")) {
                        marked.add(
                                row.path(0).asLong()
                                        + " "
                                        + text(row, columns, target.path("textColumn"))
                                        + " "
                                        + text(row, columns, target.path("tagsColumn")));
                    }
                }
                assertThat(marked)
                        .as(query)
                        .containsExactlyInAnyOrderElementsOf(
                                points.lines().stream()
                                        .filter(line -> isSevereAlert(line, time))
                                        .map(
                                                line ->
                                                        line.time()
                                                                + " "
                                                                + line.tags().get("rule")
                                                                + " "
                                                                + line.tags().get("severity"))
                                        .toList());
            }
        }
    }

    private static String text(JsonNode row, List<String> columns, JsonNode column) {
        return row.path(columns.indexOf(column.asText())).asText();
    }

    private static boolean isSevereAlert(KpiLine line, Time time) {
        return line.measurement().equals("alerts")
                && line.time() >= time.from()
                && line.time() <= time.to()
                && line.tags().get("mode").equals("live")
                && List.of("error", "critical").contains(line.tags().get("severity"))
                && line.figure("matches").orElse(0) > 0;
    }

    /** The title without its currency; a chart that shares it with a figure before is over time. */
    private static String name(JsonNode panel, List<String> before) {
        String title = panel.path("title").asText().replace(" ($currency)", "");
        return before.contains(title) ? title + " over time" : title;
    }

    private static void assertThatShown(
            String what, Map<String, Double> shown, Map<String, Double> expected) {
        assertThat(shown.keySet()).as(what).isEqualTo(expected.keySet());
        expected.forEach(
                (place, figure) ->
                        assertThat(shown.get(place))
                                .as(what + " " + place)
                                .isEqualTo(figure, EXACT));
    }

    /** The figures of an answer by column, tag and the beginning of the row's time. */
    private static Map<String, Double> shown(JsonNode series, boolean byTime) {
        Map<String, Double> figures = new TreeMap<>();
        for (JsonNode one : series) {
            String tag =
                    one.path("tags").isEmpty() ? "" : one.path("tags").iterator().next().asText();
            for (JsonNode row : one.path("values")) {
                for (int i = 1; i < row.size(); i++) {
                    String column = one.path("columns").path(i).asText();
                    if (!row.path(i).isNull()) {
                        figures.put(
                                place(column, tag, byTime ? row.path(0).asLong() : 0),
                                row.path(i).asDouble());
                    }
                }
            }
        }
        return figures;
    }

    /** What the lines of the time say, grouped as the query asks, by column, tag and row. */
    private static Map<String, Double> expected(
            Map<String, Formula> columns, String query, Points points, Time time) {
        String measurement = found(MEASUREMENT, query).orElseThrow();
        Optional<String> tag = found(TAG, query);
        Optional<Long> step = found(STEP, query).map(Dashboard::millis);
        Matcher only = ONLY.matcher(query);
        Map<String, String> wanted = only.find() ? Map.of(only.group(1), only.group(2)) : Map.of();
        Map<String, Map<Long, List<KpiLine>>> rows = new TreeMap<>();
        for (KpiLine line : points.lines()) {
            if (line.measurement().equals(measurement)
                    && line.tags().entrySet().containsAll(wanted.entrySet())
                    && line.time() >= time.from()
                    && line.time() <= time.to()) {
                rows.computeIfAbsent(tag.map(line.tags()::get).orElse(""), any -> new TreeMap<>())
                        .computeIfAbsent(
                                step.map(length -> points.begin(line.time(), length)).orElse(0L),
                                any -> new ArrayList<>())
                        .add(line);
            }
        }
        if (query.contains("fill(0)")) {
            long length = step.orElseThrow();
            for (Map<Long, List<KpiLine>> row : rows.values()) {
                for (long at = points.begin(time.from(), length); at <= time.to(); at += length) {
                    row.putIfAbsent(at, List.of());
                }
            }
        }
        Map<String, Double> figures = new TreeMap<>();
        rows.forEach(
                (value, lines) ->
                        lines.forEach(
                                (at, of) ->
                                        columns.forEach(
                                                (column, formula) ->
                                                        (of.isEmpty()
                                                                        ? OptionalDouble.of(0)
                                                                        : formula.of(of))
                                                                .ifPresent(
                                                                        figure ->
                                                                                figures.put(
                                                                                        place(
                                                                                                column,
                                                                                                value,
                                                                                                at),
                                                                                        figure)))));
        return figures;
    }

    private static String place(String column, String tag, long time) {
        return column + "|" + tag + "|" + time;
    }

    private static Optional<String> found(Pattern pattern, String query) {
        Matcher matcher = pattern.matcher(query);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Formula money(String field) {
        return sum(field).inUnitsOf(MINOR_UNITS);
    }

    private static Formula lastMoney(String field) {
        return last(field).inUnitsOf(MINOR_UNITS);
    }

    /** What a replay makes of simulated events with repetitions, latecomers and broken records. */
    private static Points replay(String database, String window, ZoneId zone, int count)
            throws Exception {
        Simulator simulator = new Simulator(SimulatorSettings.of(200, 7));
        Random random = new Random(3);
        List<String> lines = new ArrayList<>();
        Queue<Optional<String>> late = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            SimulatedEvent event = simulator.next();
            String line = new String(event.value(), StandardCharsets.UTF_8);
            lines.add(
                    switch (random.nextInt(60)) {
                        case 0 -> line.substring(0, line.length() / 2);
                        case 1 -> line.replaceFirst("\"timestamp\":\"", "$0x");
                        case 2 -> line.replaceFirst("\"messageId\"", "\"message\"");
                        default -> line;
                    });
            if (random.nextInt(50) == 0) {
                lines.add(line);
            }
            if (late.size() == LATE_BY) {
                late.poll().ifPresent(lines::add);
            }
            boolean held = random.nextInt(40) == 0;
            late.add(held ? Optional.of(lines.remove(lines.size() - 1)) : Optional.empty());
        }
        late.forEach(held -> held.ifPresent(lines::add));
        Path events = Files.write(folder.resolve(database + ".jsonl"), lines);
        Path results = folder.resolve(database);
        StringWriter errors = new StringWriter();
        CommandLine clientele = Clientele.commandLine().setErr(new PrintWriter(errors, true));
        int code =
                clientele.execute(
                        "replay",
                        "--format=track-json",
                        "--input=" + events,
                        "--out=" + results,
                        "--disorder=1m",
                        "--rules=" + RULES,
                        "--rules=" + shadowRule(),
                        "--kpi-window=" + window,
                        "--zone=" + zone);
        assertThat(code).as(errors::toString).isZero();
        return load(database, Files.readString(results.resolve("kpis.lp")), window, zone);
    }

    /** A shipped rule that only watches. */
    private static Path shadowRule() throws IOException {
        String text = Files.readString(RULES.resolve("cart-abandoned.yaml"));
        return Files.writeString(
                folder.resolve("cart-watched.yaml"),
                text.replace(
                        "rule: cart-abandoned\nversion: 1\n",
                        "rule: cart-watched\nversion: 1\nmode: shadow\n"));
    }

    /** Windows of a minute around a midnight, as the job on topics tells them. */
    private static Points live(Instant now) throws Exception {
        Random random = new Random(5);
        KpiTotals running = new KpiTotals();
        KpiTotals day = new KpiTotals();
        StringBuilder lines = new StringBuilder();
        for (long start = now.minusSeconds(5 * 86_400).toEpochMilli();
                start < now.toEpochMilli();
                start += 60_000) {
            boolean endsDay = Math.floorMod(start + 60_000, 86_400_000L) == 0;
            KpiTotals window = new KpiTotals();
            // Every third window is silent, and so is each night's first half hour.
            if (start % 180_000 != 0 && Math.floorMod(start, 86_400_000L) > 1_800_000L) {
                for (EventType type : EventType.values()) {
                    window.add(
                            new KpiFact(
                                    start, KpiSeries.EVENTS, type.ordinal(), random.nextInt(9)));
                }
                int orders = random.nextInt(3);
                window.add(KpiFact.of(start, KpiSeries.ORDERS, orders));
                window.add(
                        KpiFact.of(
                                start,
                                KpiSeries.GROSS_REVENUE,
                                orders * (100L + random.nextInt(50_000))));
                window.add(KpiFact.of(start, KpiSeries.REFUNDS, random.nextInt(5_000)));
                window.add(KpiFact.of(start, KpiSeries.DUPLICATES, random.nextInt(3)));
                window.add(KpiFact.of(start, KpiSeries.ACTIVE, random.nextInt(40)));
                window.add(KpiFact.of(start, KpiSeries.DAY_ACTIVE, random.nextInt(10)));
                window.add(KpiFact.of(start, KpiSeries.KNOWN, random.nextInt(4)));
                window.add(KpiFact.deadLetter(start, Refusal.Reason.NOT_JSON));
            }
            if (endsDay) {
                for (RfmGroup group : RfmGroup.values()) {
                    window.add(
                            KpiFact.group(
                                    start,
                                    KpiSeries.GROUP_CUSTOMERS,
                                    group,
                                    1 + random.nextInt(9)));
                    window.add(
                            KpiFact.group(
                                    start, KpiSeries.GROUP_VALUE, group, random.nextInt(90_000)));
                    window.add(KpiFact.group(start, KpiSeries.MOVED_IN, group, random.nextInt(5)));
                    window.add(KpiFact.group(start, KpiSeries.MOVED_OUT, group, random.nextInt(5)));
                }
            }
            running.add(window);
            day.add(window);
            new KpiReport(
                            start + 59_999,
                            60,
                            window,
                            day,
                            running,
                            endsDay,
                            OptionalLong.of(20 + random.nextInt(2_000)))
                    .points()
                    .forEach(point -> lines.append(LineProtocol.of(point)).append('\n'));
            ToldOfModels.and(random, start + 59_999, endsDay)
                    .forEach(point -> lines.append(LineProtocol.of(point)).append('\n'));
            if (endsDay) {
                day = new KpiTotals();
            }
        }
        return load("live", lines.toString(), "1m", ZoneId.of("UTC"));
    }

    private static Points load(String database, String lines, String window, ZoneId zone)
            throws IOException, InterruptedException {
        influxd.load(database, lines);
        return new Points(database, KpiLine.all(lines), window, zone);
    }
}
