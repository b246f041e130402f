package io.clientele.bench;

import static io.clientele.bench.contender.Backend.HEAP;
import static io.clientele.bench.contender.Backend.ROCKSDB;

import io.clientele.bench.contender.Backend;
import io.clientele.bench.contender.Contender;
import io.clientele.bench.contender.Engine;
import io.clientele.bench.measure.Latency;
import io.clientele.bench.measure.Plan;
import io.clientele.bench.micro.MicroBenchmarks;
import io.clientele.bench.shop.ShopTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was measured, and the report of it. */
final class Results {

    private static final List<Bar> BARS =
            List.of(
                    usual(ROCKSDB, 1, new Contender(Engine.STREAMS, ROCKSDB, 1), 1),
                    usual(ROCKSDB, 2, new Contender(Engine.STREAMS, ROCKSDB, 2), 1),
                    usual(ROCKSDB, 1, new Contender(Engine.STREAMS_SPARING, ROCKSDB, 1), 0),
                    new Bar(
                            Scope.DAILY_CUSTOMERS,
                            new Contender(Engine.JOB, ROCKSDB, 1),
                            new Contender(Engine.SQL_OVER, ROCKSDB, 1),
                            15),
                    new Bar(
                            Scope.FEW_CUSTOMERS,
                            new Contender(Engine.JOB, ROCKSDB, 1),
                            new Contender(Engine.SQL_OVER, ROCKSDB, 1),
                            0),
                    new Bar(
                            Scope.DAILY_CUSTOMERS,
                            new Contender(Engine.JOB, HEAP, 1),
                            new Contender(Engine.SQL_OVER, HEAP, 1),
                            0),
                    usual(HEAP, 1, new Contender(Engine.LOOP, HEAP, 1), 0.5),
                    usual(HEAP, 1, new Contender(Engine.CEILING, HEAP, 1), 0),
                    usual(ROCKSDB, 1, new Contender(Engine.CEILING, HEAP, 1), 0),
                    rules(HEAP, 10, 4),
                    rules(ROCKSDB, 10, 30),
                    rules(HEAP, 100, 10));

    /** Of the latency from event to alert, milliseconds. */
    private static final long MOST_P50 = 100;

    private static final long MOST_P99 = 1_000;

    private final Plan plan;
    private final Map<ShopTopic, Duration> topics = new LinkedHashMap<>();
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final List<String> latencies = new ArrayList<>();
    private final List<String> alertLatencies = new ArrayList<>();
    private final List<MicroBenchmarks.Score> micro = new ArrayList<>();
    private long checked;

    Results(Plan plan) {
        this.plan = plan;
    }

    private static Bar usual(Backend backend, int parallelism, Contender other, double least) {
        return new Bar(
                Scope.USUAL_CUSTOMERS,
                new Contender(Engine.JOB, backend, parallelism),
                other,
                least);
    }

    private static Bar rules(Backend backend, int rules, double least) {
        return new Bar(
                Scope.USUAL_CUSTOMERS,
                Scope.rules(Engine.RULES, backend, 1, rules),
                Scope.rules(Engine.PATTERNS, backend, 1, rules),
                least,
                Bar.Measure.PROCESSOR_TIME);
    }

    /** A topic, and the warm-up of those that are measured on it. */
    void add(ShopTopic topic, Duration warmUp) {
        topics.put(topic, warmUp);
    }

    void add(Measurement measurement) {
        measurements.add(measurement);
    }

    void addChecked(int profiles) {
        checked += profiles;
    }

    /** State by operator, with so many customers known. */
    void addState(int customers, int known, Map<String, Long> bytesByOperator) {
        StringBuilder row = new StringBuilder("| %,d |".formatted(customers));
        for (String uid : List.of("keep-ledger", "score-customers", "drop-duplicates")) {
            row.append(" %,.0f |".formatted((double) bytesByOperator.get(uid) / known));
        }
        states.add(row.toString());
    }

    void addLatency(Contender contender, double perSecond, Latency latency) {
        latencies.add(
                "| %s | %,.0f | %,d ms | %,d ms |"
                        .formatted(title(contender), perSecond, latency.p50(), latency.p99()));
    }

    void addAlertLatency(Contender contender, double perSecond, Latency latency) {
        alertLatencies.add(
                "| %s | %,.0f | %,d | %,d ms | %,d ms | p50 below %d ms, p99 below %,d ms: %s |"
                        .formatted(
                                title(contender),
                                perSecond,
                                latency.records(),
                                latency.p50(),
                                latency.p99(),
                                MOST_P50,
                                MOST_P99,
                                latency.p50() < MOST_P50 && latency.p99() < MOST_P99
                                        ? "reached"
                                        : "missed"));
    }

    void addMicro(List<MicroBenchmarks.Score> scores) {
        micro.addAll(scores);
    }

    Optional<Measurement> find(Contender contender, int customers) {
        return measurements.stream()
                .filter(one -> one.contender().equals(contender) && one.customers() == customers)
                .findFirst();
    }

    /** All of it, as Markdown. */
    String report(Duration took) {
        StringBuilder report = new StringBuilder("# Benchmark results\n\n");
        report.append(
                "Written by `./bench/run` in %d min %d s on:\n"
                        .formatted(took.toMinutes(), took.toSecondsPart()));
        report.append(Machine.description()).append(".\n");
        report.append(
                "How it is measured, and what is fair about it:"
                        + " [benchmarks.md](../docs/benchmarks.md). Ratios travel to other machines,"
                        + " events/s do not.\n\n");
        appendBars(report);
        appendThroughput(report);
        appendRows(
                report,
                "State of the whole job, bytes per customer in a canonical savepoint",
                "| customers | ledger | scores | duplicate filter |\n|--:|--:|--:|--:|\n",
                states);
        appendRows(
                report,
                "Latency from event to profile, at half of the measured load",
                "| contender | events/s | p50 | p99 |\n|---|--:|--:|--:|\n",
                latencies);
        appendRows(
                report,
                "Latency from event to alert, at half of the measured load, no disorder waited for",
                "| contender | events/s | alerts | p50 | p99 | bar |\n|---|--:|--:|--:|--:|---|\n",
                alertLatencies);
        appendRows(
                report,
                "Parser and ledger by themselves (JMH)",
                "| benchmark | ns a call | ± |\n|---|--:|--:|\n",
                micro.stream()
                        .map(
                                score ->
                                        "| %s | %,.0f | %,.0f |"
                                                .formatted(
                                                        score.name(), score.nanos(), score.error()))
                        .toList());
        return report.toString().strip();
    }

    private void appendBars(StringBuilder report) {
        List<String> rows = new ArrayList<>();
        for (Bar bar : BARS) {
            var job = find(bar.job(), bar.customers());
            var other = find(bar.other(), bar.customers());
            if (job.isPresent() && other.isPresent()) {
                double ratio = job.get().perSecond() / other.get().perSecond();
                double cpu = job.get().perCpuSecond() / other.get().perCpuSecond();
                rows.add(
                        "| %,d | %s | %s | **%.2f** | %.2f | %s |"
                                .formatted(
                                        bar.customers(),
                                        title(bar.job()),
                                        title(bar.other()),
                                        ratio,
                                        cpu,
                                        bar.verdict(ratio, cpu)));
            }
        }
        appendRows(
                report,
                "Ratios",
                "| customers | job | against | by the clock | by processor time | bar, by the"
                        + " clock unless said |\n"
                        + "|--:|---|---|--:|--:|---|\n",
                rows);
    }

    private void appendThroughput(StringBuilder report) {
        report.append("## Throughput\n\n");
        report.append(
                "Measured %d s after the warm-up, checkpoints and commits every %d s; medians of the runs. %,d profiles of sampled customers were checked and agreed.\n\n"
                        .formatted(
                                plan.measured().toSeconds(),
                                plan.checkpoint().toSeconds(),
                                checked));
        for (var entry : topics.entrySet()) {
            ShopTopic topic = entry.getKey();
            report.append(
                    "- %,d customers: %,d events of %,.0f bytes, %.1f days of event time, %.0f events a customer in 30 days, warm-up %d s%n"
                            .formatted(
                                    topic.customers(),
                                    topic.events(),
                                    topic.meanBytes(),
                                    topic.days(),
                                    topic.eventsPerCustomer(30),
                                    entry.getValue().toSeconds()));
        }
        report.append(
                """

                | customers | contender | events/s | a CPU second | runs, events/s |
                |--:|---|--:|--:|---|
                """);
        for (Measurement one : measurements) {
            report.append(
                    "| %,d | %s | %,.0f | %,.0f | %s |%n"
                            .formatted(
                                    one.customers(),
                                    title(one.contender()),
                                    one.perSecond(),
                                    one.perCpuSecond(),
                                    one.runs().stream()
                                            .map(run -> "%,.0f".formatted(run.perSecond()))
                                            .reduce((left, right) -> left + " · " + right)
                                            .orElse("")));
        }
        report.append('\n');
    }

    private static void appendRows(
            StringBuilder report, String title, String header, List<String> rows) {
        if (!rows.isEmpty()) {
            report.append("## ").append(title).append("\n\n").append(header);
            rows.forEach(row -> report.append(row).append('\n'));
            report.append('\n');
        }
    }

    private static String title(Contender contender) {
        String engine = contender.engine().title();
        if (contender.engine() == Engine.LOOP || contender.engine() == Engine.CEILING) {
            return "%s (p = %d)".formatted(engine, contender.parallelism());
        }
        boolean rules = contender.engine().runsRules();
        return "%s%s (%s, p = %d)%s"
                .formatted(
                        engine,
                        rules ? ", %s rules".formatted(contender.options().get("rules")) : "",
                        contender.backend().name().toLowerCase(Locale.ROOT),
                        contender.parallelism(),
                        rules || contender.options().isEmpty() ? "" : " " + contender.options());
    }
}
