package io.clientele.quickstart.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.job.Settings;
import io.clientele.quickstart.command.FormatOptions;
import io.clientele.quickstart.feed.FeedCounts;
import io.clientele.quickstart.feed.FeedEvent;
import io.clientele.quickstart.feed.Pace;
import io.clientele.quickstart.format.EventFile;
import io.clientele.quickstart.format.FileLayout;
import io.clientele.quickstart.replay.FileSurvey;
import java.awt.Desktop;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code clientele demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the whole system in one go, on loopback: Kafka, Flink with its web page, a"
                    + " time-series store and the gateway with the live page.",
            "It feeds itself with a simulated shop in time lapse, or with a file. Ctrl-C stops it."
        })
public final class DemoCommand implements Callable<Integer> {

    /** The simulator is in order; in time lapse, partitions run apart by less than this. */
    private static final Duration DISORDER = Duration.ofMinutes(10);

    private static final Duration SETTLING = Duration.ofSeconds(30);

    @Option(names = "--headless", description = "Open no browser.")
    private boolean headless;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "End after so many minutes, with a summary. Default: run until Ctrl-C.")
    private Optional<Double> minutes;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Simulated events a second. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1000")
    private double rate;

    @Option(
            names = "--customers",
            paramLabel = "C",
            description = "Customers of the simulated shop. Default: ${DEFAULT-VALUE}.",
            defaultValue = "2000")
    private int customers;

    @Mixin private FormatOptions format = new FormatOptions();

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Feed the system with this file instead of the simulated shop.")
    private Optional<Path> input;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description =
                    "How many seconds of the file's time pass in one. Default: ${DEFAULT-VALUE},"
                            + " which is two days a second.",
            defaultValue = "172800")
    private double speed;

    @Option(
            names = "--kpi-window",
            paramLabel = "LENGTH",
            description =
                    "The length of the KPI windows, in the shop's time. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1h")
    private Duration kpiWindow;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description =
                    "Added to every port: Kafka 9092, Flink 8081, store 9000, gateway 8080."
                            + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "0")
    private int portOffset;

    @Option(
            names = "--gateway-jar",
            paramLabel = "FILE",
            description = "The gateway's jar. Default: ${DEFAULT-VALUE}.",
            defaultValue = "${sys:clientele.home:-.}/gateway/target/clientele-gateway.jar",
            hidden = true)
    private Path gatewayJar;

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Integer call() throws Exception {
        check();
        Optional<FileLayout> layout = layout();
        if (layout.isPresent()
                && format.preview(
                        layout.get(),
                        input.orElseThrow(),
                        new PrintWriter(System.out, true, UTF_8))) {
            return 0;
        }
        Thread farewell = new Thread(this::stopAndWait, "farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        try (DemoSystem system =
                DemoSystem.start(
                        DemoPorts.movedBy(portOffset),
                        gatewayJar,
                        settings(layout),
                        part -> System.out.println("starting " + part + " ..."))) {
            sayAddresses(system);
            run(system, layout);
            System.out.println("stopping ...");
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private void check() {
        if (minutes.isPresent() && !(minutes.get() > 0 && minutes.get() < 100_000)) {
            throw new IllegalArgumentException(
                    "--minutes: %s, expected a number greater than 0".formatted(minutes.get()));
        }
        if (input.isPresent() && !Files.isReadable(input.get())) {
            throw new IllegalArgumentException(
                    "--input: %s, expected a file that can be read".formatted(input.get()));
        }
    }

    /** Runs when the process is told to end: the main thread stops everything, this one waits. */
    private void stopAndWait() {
        interrupted.countDown();
        try {
            stopped.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** How the file is read; empty without one. */
    private Optional<FileLayout> layout() throws IOException {
        return input.isEmpty() ? Optional.empty() : Optional.of(format.layout(input.get()));
    }

    private Settings settings(Optional<FileLayout> layout) throws IOException {
        Settings settings =
                Settings.live(ReportingCurrency.only(currency(layout)))
                        .withKpiWindow(kpiWindow)
                        .withDisorder(DISORDER);
        return layout.flatMap(format::zone).map(settings::inZone).orElse(settings);
    }

    private String currency(Optional<FileLayout> layout) throws IOException {
        if (layout.isEmpty()) {
            return simulator().currency();
        }
        Optional<String> own = layout.get().currency();
        return own.isPresent()
                ? own.get()
                : FileSurvey.firstCurrency(layout.get(), input.orElseThrow()).orElse("USD");
    }

    private SimulatorSettings simulator() {
        return SimulatorSettings.of(customers, 1);
    }

    private void sayAddresses(DemoSystem system) throws IOException {
        System.out.println();
        System.out.println("  live page   " + system.page());
        System.out.println("  Flink       " + system.flinkPage());
        System.out.println("  store       " + system.storePage());
        System.out.println("  Kafka       " + system.brokers());
        System.out.println();
        if (input.isEmpty()) {
            System.out.printf(
                    "A simulated shop of %,d customers in time lapse, %,.0f events a second.%n%n",
                    customers, rate);
        }
        if (!headless
                && Desktop.isDesktopSupported()
                && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            Desktop.getDesktop().browse(system.page());
        }
    }

    private void run(DemoSystem system, Optional<FileLayout> layout) throws Exception {
        if (layout.isPresent()) {
            try (EventFile file = EventFile.open(layout.get(), input.orElseThrow())) {
                run(system, FeedEvent.of(file), new Pace.Speed(speed));
            }
        } else {
            run(system, FeedEvent.of(new Simulator(simulator())), new Pace.Rate(rate));
        }
    }

    private void run(DemoSystem system, Iterator<FeedEvent> events, Pace pace) throws Exception {
        long began = System.nanoTime();
        long end =
                minutes.map(length -> began + (long) (length * 60e9))
                        .orElse(began + Duration.ofDays(3_650).toNanos());
        try (DemoProgress progress = new DemoProgress(system.brokers());
                DemoFeed feed = DemoFeed.start(system.brokers(), events, pace)) {
            Sample before = new Sample(0, System.nanoTime());
            boolean saidEnd = false;
            while (System.nanoTime() < end && !interrupted.await(1, TimeUnit.SECONDS)) {
                before = status(system, progress, feed, before);
                if (feed.hasEnded() && !saidEnd) {
                    saidEnd = true;
                    System.out.println("the file has been sent; Ctrl-C stops the demo");
                }
            }
            feed.stop();
            summary(system, progress, feed, began);
        }
    }

    /** How many events had come in at a moment. */
    private record Sample(long events, long nanos) {}

    private static Sample status(
            DemoSystem system, DemoProgress progress, DemoFeed feed, Sample before)
            throws Exception {
        if (feed.failure().isPresent()) {
            throw feed.failure().get();
        }
        system.requireHealthy();
        Sample now = new Sample(feed.counts().acknowledged(), System.nanoTime());
        double seconds = (now.nanos() - before.nanos()) / 1e9;
        System.out.printf(
                "events in %,12d   events/s %,8.0f   customers %,8d   lag %,8d   KPI points %,9d"
                        + "   alerts %,7d%n",
                now.events(),
                (now.events() - before.events()) / seconds,
                progress.customers(),
                Math.max(0, now.events() - progress.processed()),
                system.points(),
                progress.alerts().values().stream().mapToLong(Long::longValue).sum());
        return now;
    }

    private static void sayAlerts(DemoProgress progress) {
        long seen = -1;
        Map<String, Long> alerts = progress.alerts();
        while (sum(alerts) > seen) {
            seen = sum(alerts);
            alerts = progress.alerts();
        }
        System.out.printf("%,d alerts of %d rules%n", sum(alerts), alerts.size());
        alerts.forEach((rule, count) -> System.out.printf("  %-26s %,9d%n", rule, count));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Waits for what is under way, so that the figures belong together, and says them. */
    private void summary(DemoSystem system, DemoProgress progress, DemoFeed feed, long began)
            throws Exception {
        FeedCounts counts = feed.counts();
        long deadline = System.nanoTime() + SETTLING.toNanos();
        long processed = progress.processed();
        while (processed < counts.acknowledged()
                && System.nanoTime() < deadline
                && !interrupted.await(500, TimeUnit.MILLISECONDS)) {
            processed = progress.processed();
        }
        int known = progress.customers();
        for (long seen = -1; seen < progress.profilesRead(); known = progress.customers()) {
            seen = progress.profilesRead();
        }
        System.out.println();
        System.out.printf(
                "%,d events in %.0f s, %,d processed; %,d customers with a profile, %,d profiles"
                        + " written; %,d KPI points in the store%n",
                counts.acknowledged(),
                (System.nanoTime() - began) / 1e9,
                processed,
                known,
                progress.profilesRead(),
                system.points());
        sayAlerts(progress);
        boolean waited = interrupted.getCount() > 0;
        if (waited && processed < counts.acknowledged()) {
            throw new IOException(
                    "%,d events were not processed within %d s"
                            .formatted(counts.acknowledged() - processed, SETTLING.toSeconds()));
        }
    }
}
