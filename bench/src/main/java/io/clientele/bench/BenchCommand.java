package io.clientele.bench;

import io.clientele.bench.check.ProfileCheck;
import io.clientele.bench.contender.Backend;
import io.clientele.bench.contender.Contender;
import io.clientele.bench.contender.Engine;
import io.clientele.bench.measure.ContenderRun;
import io.clientele.bench.measure.Folders;
import io.clientele.bench.measure.Latency;
import io.clientele.bench.measure.Plan;
import io.clientele.bench.measure.StateSizes;
import io.clientele.bench.measure.Throughput;
import io.clientele.bench.micro.MicroBenchmarks;
import io.clientele.bench.shop.Broker;
import io.clientele.bench.shop.LiveFeed;
import io.clientele.bench.shop.ShopTopic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run}: measures all contenders in one run, and tells their ratios. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures the main job against Kafka Streams, Flink SQL, a plain loop and Flink's"
                        + " own ceiling, on one broker of its own on loopback.")
public final class BenchCommand implements Callable<Integer> {

    private static final int PARTITIONS = 2;
    private static final int WINDOW_DAYS = 30;
    private static final int ENOUGH_PROFILES = 200;
    private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(90);
    private static final Duration FEED_WARM_UP = Duration.ofSeconds(10);

    /** Profiles of the last events may be on their way still. */
    private static final long TAIL_MILLIS = 2_000;

    private static final Duration FEED_MEASURED = Duration.ofSeconds(15);

    @Option(names = "--quick", description = "Only what the bar is about: some eight minutes.")
    private boolean quick;

    @Option(
            names = "--rules",
            description = "Only the rules against Flink CEP's operators: some eight minutes.")
    private boolean rules;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Only these contenders, in this order, such as job-rocksdb-1,streams-rocksdb-1,"
                            + "job-rocksdb-1:KEY=VALUE with an option of Flink's;"
                            + " nothing else is measured.")
    private List<String> only = List.of();

    @Option(
            names = "--customers",
            defaultValue = "100000",
            description = "With --only: customers of the shop. Default: ${DEFAULT-VALUE}.")
    private int customers;

    @Option(
            names = "--trade",
            defaultValue = "USUAL",
            description = "With --only: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ShopTopic.Trade trade;

    @Option(
            names = "--events",
            defaultValue = "2500000",
            description = "With --only: events in the topic. Default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "With --only: how often each runs. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--warm-up-seconds",
            defaultValue = "40",
            description = "With --only. Default: ${DEFAULT-VALUE}.")
    private int warmUpSeconds;

    @Option(
            names = "--measured-seconds",
            defaultValue = "10",
            description = "With --only. Default: ${DEFAULT-VALUE}.")
    private int measuredSeconds;

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "One more option for the contenders' JVMs. Repeatable.")
    private List<String> jvmOptions = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the table is written, beside standard output.")
    private Path out;

    private BenchCommand() {}

    /** Runs the benchmark; the exit code is 0 if everything was measured. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new BenchCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        long started = System.nanoTime();
        Path folder = Files.createTempDirectory("clientele-bench-");
        Results results;
        try (Broker broker = Broker.start(PARTITIONS, folder.resolve("broker"))) {
            results = new Run(broker, folder).measure(scope());
        } finally {
            Folders.delete(folder);
        }
        String report = results.report(Duration.ofNanos(System.nanoTime() - started));
        System.out.println();
        System.out.println(report);
        if (out != null) {
            Files.writeString(out, report + "\n", StandardCharsets.UTF_8);
            System.err.println("written to " + out);
        }
        return 0;
    }

    private Scope scope() {
        if (!only.isEmpty()) {
            return new Scope(
                    List.of(
                            new Scope.Part(
                                    customers,
                                    trade,
                                    events,
                                    rounds,
                                    Duration.ofSeconds(warmUpSeconds),
                                    only.stream().map(BenchCommand::named).toList())),
                    Scope.plan(warmUpSeconds, measuredSeconds),
                    List.of(),
                    false);
        }
        if (rules) {
            return Scope.rules();
        }
        return quick ? Scope.quick() : Scope.full();
    }

    private static Contender named(String name) {
        try {
            return Contender.named(name);
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(
                    new CommandLine(new BenchCommand()), "--only: " + wrong.getMessage(), wrong);
        }
    }

    /** One run of the benchmark. */
    private final class Run {

        private final Broker broker;
        private final Path folder;
        private int number;

        Run(Broker broker, Path folder) {
            this.broker = broker;
            this.folder = folder;
        }

        Results measure(Scope scope) throws IOException, InterruptedException {
            Results results = new Results(scope.plan());
            ShopTopic topic = null;
            for (Scope.Part part : scope.parts()) {
                if (part.events() > 0) {
                    topic = fill(part);
                    results.add(topic, part.warmUp());
                }
                measure(part, topic, scope.plan().warmingUp(part.warmUp()), results);
            }
            for (Contender contender : scope.latency()) {
                measureLatency(contender, scope.plan(), results);
            }
            if (scope.micro()) {
                tell("parser and ledger by themselves (JMH) ...");
                results.addMicro(MicroBenchmarks.run());
            }
            return results;
        }

        private ShopTopic fill(Scope.Part part) throws IOException, InterruptedException {
            tell(
                    "filling the topic: %,d events of %,d customers ..."
                            .formatted(part.events(), part.customers()));
            broker.renewEvents();
            return ShopTopic.fill(broker.brokers(), part.customers(), part.trade(), part.events());
        }

        private void measure(Scope.Part part, ShopTopic topic, Plan plan, Results results)
                throws IOException, InterruptedException {
            Map<Contender, List<Throughput>> runs = new LinkedHashMap<>();
            for (int round = 1; round <= part.rounds(); round++) {
                for (Contender contender : part.contenders()) {
                    boolean weighs =
                            round == part.rounds()
                                    && contender.equals(
                                            new Contender(Engine.JOB, Backend.ROCKSDB, 1));
                    Throughput throughput = measure(contender, topic, plan, weighs, results);
                    tell(
                            "%,9d customers  round %d  %-18s %,9.0f events/s  %,9.0f a CPU second"
                                    .formatted(
                                            topic.customers(),
                                            round,
                                            contender.name(),
                                            throughput.perSecond(),
                                            throughput.perCpuSecond()));
                    runs.computeIfAbsent(contender, first -> new ArrayList<>()).add(throughput);
                }
            }
            runs.forEach(
                    (contender, all) ->
                            results.add(new Measurement(contender, topic.customers(), all)));
        }

        private Throughput measure(
                Contender contender, ShopTopic topic, Plan plan, boolean weighs, Results results)
                throws IOException, InterruptedException {
            broker.renewResults();
            try (ContenderRun run = start(contender, plan, false)) {
                Throughput throughput =
                        run.measure(
                                plan,
                                // A row costs the query what its window holds.
                                contender.engine() == Engine.SQL_OVER
                                        ? topic.eventsOf(WINDOW_DAYS)
                                        : 0,
                                topic.events());
                if (contender.engine().writesProfiles()) {
                    int checked =
                            ProfileCheck.check(
                                    contender,
                                    broker.brokers(),
                                    topic.expected(),
                                    ENOUGH_PROFILES,
                                    COMMIT_PATIENCE);
                    results.addChecked(checked);
                }
                if (weighs) {
                    long through = run.progress().events();
                    Path savepoint = run.savepoint();
                    results.addState(
                            topic.customers(),
                            topic.knownAfter((through + run.progress().events()) / 2),
                            StateSizes.of(savepoint));
                }
                return throughput;
            }
        }

        private ContenderRun start(Contender contender, Plan plan, boolean live)
                throws IOException {
            number++;
            return ContenderRun.start(
                    contender,
                    broker.brokers(),
                    folder.resolve("run-" + number),
                    plan,
                    live,
                    jvmOptions());
        }

        private void measureLatency(Contender contender, Plan plan, Results results)
                throws IOException, InterruptedException {
            double rate =
                    results.find(contender, Scope.USUAL_CUSTOMERS).orElseThrow().perSecond() / 2;
            boolean alerts = contender.engine().runsRules();
            broker.renewEvents();
            broker.renewResults();
            try (ContenderRun run = start(contender, plan, true)) {
                LiveFeed feed = new LiveFeed(broker.brokers(), Scope.USUAL_CUSTOMERS);
                // What piles up while the contender starts is no part of the latency.
                double unused = feed.run(rate, FEED_WARM_UP);
                run.awaitEvents(feed.sent());
                long from = System.currentTimeMillis();
                double sent = feed.run(rate, FEED_MEASURED);
                long to = System.currentTimeMillis();
                run.awaitEvents(feed.sent());
                Latency latency =
                        Latency.between(
                                broker.brokers(),
                                alerts ? Latency.Kind.ALERT : Latency.Kind.PROFILE,
                                from,
                                to - TAIL_MILLIS);
                tell(
                        "latency of %-20s at %,.0f events/s: p50 %d ms, p99 %d ms"
                                .formatted(contender.name(), sent, latency.p50(), latency.p99()));
                if (alerts) {
                    results.addAlertLatency(contender, sent, latency);
                } else {
                    results.addLatency(contender, sent, latency);
                }
            }
        }

        private List<String> jvmOptions() {
            List<String> all = new ArrayList<>(List.of("-Xmx4g", "-XX:+UseParallelGC"));
            all.addAll(jvmOptions);
            return all;
        }

        private static void tell(String line) {
            System.err.println(line);
        }
    }
}
