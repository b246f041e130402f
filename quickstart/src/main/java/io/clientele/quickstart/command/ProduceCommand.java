package io.clientele.quickstart.command;

import io.clientele.configuration.ConfigurationException;
import io.clientele.configuration.Keys;
import io.clientele.configuration.Program;
import io.clientele.job.configuration.ConfigurationOption;
import io.clientele.quickstart.feed.EventFeed;
import io.clientele.quickstart.feed.FeedCounts;
import io.clientele.quickstart.feed.FeedEvent;
import io.clientele.quickstart.feed.FeedProducers;
import io.clientele.quickstart.feed.Pace;
import io.clientele.quickstart.feed.ProgressLine;
import io.clientele.quickstart.format.EventFile;
import io.clientele.quickstart.format.FileLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code clientele produce}: a file into Kafka. */
@Command(
        name = "produce",
        mixinStandardHelpOptions = true,
        description = "Sends the events of a file to a Kafka topic, keyed by customer.")
public final class ProduceCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--brokers",
            paramLabel = "B",
            description = "host:port, several with commas (default: kafka.brokers as configured).")
    private Optional<String> brokers = Optional.empty();

    @Mixin private ConfigurationOption configuration = new ConfigurationOption();

    @Option(
            names = "--topic",
            paramLabel = "T",
            defaultValue = "commerce.events",
            description = "The topic (default: ${DEFAULT-VALUE}).")
    private String topic;

    @Mixin private InputOptions input = new InputOptions();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "How long the broker and the topic are waited for"
                            + " (default: ${DEFAULT-VALUE}).")
    private int patience;

    @ArgGroup private PaceOptions paceOptions = new PaceOptions();

    private static final class PaceOptions {
        @Option(
                names = "--speed",
                paramLabel = "X",
                description = "X times as fast as it happened (default: as fast as it goes).")
        private Optional<Double> speed = Optional.empty();

        @Option(
                names = "--rate",
                paramLabel = "R",
                description = "R events a second (default: as fast as it goes).")
        private Optional<Double> rate = Optional.empty();

        Pace pace() {
            if (speed.isPresent()) {
                return new Pace.Speed(speed.get());
            }
            return rate.isPresent() ? new Pace.Rate(rate.get()) : new Pace.Unlimited();
        }
    }

    /** Sends the events; 0, or an exception that says what is wrong. */
    @Override
    public Integer call() throws IOException, ConfigurationException {
        Properties connection = connection();
        Pace pace = pace();
        FileLayout layout = input.layout();
        if (input.preview(layout, spec.commandLine().getOut())) {
            return ExitCode.OK;
        }
        try (EventFile file = EventFile.open(layout, input.input());
                Producer<byte[], byte[]> producer =
                        FeedProducers.connect(connection, topic, Duration.ofSeconds(patience))) {
            long started = System.nanoTime();
            FeedCounts counts = runUntilInterrupted(new EventFeed(producer, topic), file, pace);
            double seconds = (System.nanoTime() - started) / 1e9;
            PrintWriter out = spec.commandLine().getOut();
            file.counts().forEach((name, count) -> out.println(name + " " + count));
            out.println("sent " + counts.acknowledged());
            out.println("too_large_left_out " + counts.tooLarge());
            out.printf("%.1f s, %.0f events/s%n", seconds, counts.acknowledged() / seconds);
            out.flush();
            return ExitCode.OK;
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private Pace pace() {
        if (patience < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--patience: %d, expected at least 1".formatted(patience));
        }
        try {
            return paceOptions.pace();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    /** Runs the feed; an interrupt (Ctrl-C) ends it after what it has sent is acknowledged. */
    private static FeedCounts runUntilInterrupted(EventFeed feed, EventFile file, Pace pace)
            throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread interrupt =
                new Thread(
                        () -> {
                            feed.stop();
                            try {
                                ended.await(10, TimeUnit.SECONDS);
                            } catch (InterruptedException impatient) {
                                Thread.currentThread().interrupt();
                            }
                        });
        Runtime.getRuntime().addShutdownHook(interrupt);
        try (ProgressLine progress = ProgressLine.onTerminal()) {
            return feed.run(watched(FeedEvent.of(file), feed, file, progress), pace);
        } finally {
            ended.countDown();
            removeShutdownHook(interrupt);
        }
    }

    private static void removeShutdownHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // then it is running, and has what it waited for
        }
    }

    private static Iterator<FeedEvent> watched(
            Iterator<FeedEvent> events, EventFeed feed, EventFile file, ProgressLine progress) {
        long started = System.nanoTime();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return events.hasNext();
            }

            @Override
            public FeedEvent next() {
                progress.update(
                        () -> {
                            long sent = feed.counts().acknowledged();
                            double seconds = (System.nanoTime() - started) / 1e9;
                            return "%.0f %%  %,d events  %,.0f/s"
                                    .formatted(100 * file.progress(), sent, sent / seconds);
                        });
                return events.next();
            }
        };
    }

    private Properties connection() throws ConfigurationException {
        Map<String, String> options =
                brokers.map(given -> Map.of(Keys.KAFKA_BROKERS.name(), given)).orElse(Map.of());
        return configuration.read(options, Program.PRODUCE).kafka();
    }
}
