package io.clientele.quickstart.command;

import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.analytics.simulate.truth.TruthJson;
import io.clientele.analytics.simulate.truth.TruthRecord;
import io.clientele.analytics.simulate.truth.TruthRecorder;
import io.clientele.quickstart.feed.ProgressLine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code clientele generate}: the simulator's events as track JSON lines, and their truth. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Writes the events of a simulated shop as track JSON, one a line.")
public final class GenerateCommand implements Callable<Integer> {
    private static final long EVENTS = 1_000_000;

    @Spec private CommandSpec spec;

    @Mixin private SimulatorOptions simulator;

    @Mixin private PlantedOptions planted;

    @Option(
            names = "--events",
            paramLabel = "M",
            description =
                    "How many events to write, at most. Default: 1000000; with --until, all until"
                            + " then.")
    private Optional<Long> events;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "Last day of the events, in UTC. Default: as many days as it takes.")
    private Optional<LocalDate> until;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to: gzipped if it ends with .gz; - is standard output.")
    private String out;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description =
                    "Where to write what the events do not tell: what each customer is like and"
                            + " who has left, planted fraud, planted anomalies. As --out.")
    private Optional<String> truth;

    /** Writes the events; 0, or an exception that says what is wrong. */
    @Override
    public Integer call() throws IOException {
        SimulatorSettings settings = settings();
        requireTwoFiles();
        if (truth.isPresent()) {
            TruthRecorder recorder = new TruthRecorder(settings);
            try (OutputStream records = OutputFile.open(truth.get());
                    OutputStream lines = OutputFile.open(out)) {
                write(settings, lines, recorder::add);
                Consumer<TruthRecord> writer = record -> write(record, records);
                endOfDays(recorder)
                        .ifPresentOrElse(
                                end -> recorder.tell(writer, end), () -> recorder.tell(writer));
            } catch (UncheckedIOException unwritable) {
                throw unwritable.getCause();
            }
        } else {
            try (OutputStream lines = OutputFile.open(out)) {
                write(settings, lines, event -> {});
            }
        }
        return ExitCode.OK;
    }

    private SimulatorSettings settings() {
        events.filter(count -> count < 0)
                .ifPresent(
                        count -> {
                            throw wrong("--events: %d, expected at least 0".formatted(count));
                        });
        until.filter(day -> day.isBefore(simulator.start()))
                .ifPresent(
                        day -> {
                            throw wrong(
                                    "--until: %s, expected not before --start %s"
                                            .formatted(day, simulator.start()));
                        });
        SimulatorSettings settings;
        try {
            settings = planted.in(simulator.settings());
        } catch (IllegalArgumentException wrong) {
            throw wrong(wrong.getMessage());
        }
        if (settings.replacementDays() == SimulatorSettings.NEVER && until.isEmpty()) {
            throw wrong(
                    "--until: missing, expected a day where nobody is replaced who leaves: the last"
                            + " customers may take centuries");
        }
        return settings;
    }

    private void requireTwoFiles() {
        boolean same =
                truth.filter(
                                file ->
                                        Path.of(file)
                                                .toAbsolutePath()
                                                .normalize()
                                                .equals(Path.of(out).toAbsolutePath().normalize()))
                        .isPresent();
        if (same) {
            throw wrong("--truth: %s, expected another file than --out".formatted(truth.get()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private long mostEvents() {
        return events.orElse(until.isPresent() ? Long.MAX_VALUE : EVENTS);
    }

    /** The last instant of the events' days, if they were written to the end of these. */
    private Optional<Instant> endOfDays(TruthRecorder recorder) {
        return recorder.events() == mostEvents() ? Optional.empty() : lastInstant();
    }

    private Optional<Instant> lastInstant() {
        return until.map(
                day -> day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusMillis(1));
    }

    private void write(
            SimulatorSettings settings, OutputStream lines, Consumer<SimulatedEvent> witness)
            throws IOException {
        Simulator shop = new Simulator(settings);
        long most = mostEvents();
        long last = lastInstant().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        long started = System.nanoTime();
        try (ProgressLine progress = ProgressLine.onTerminal()) {
            for (long event = 0; event < most && shop.hasNext(); event++) {
                SimulatedEvent next = shop.next();
                if (next.timestamp() > last) {
                    break;
                }
                witness.accept(next);
                lines.write(next.value());
                lines.write('\n');
                if (event % 1024 == 0) {
                    long done = event;
                    long days = next.timestamp() - settings.startMillis();
                    double share =
                            Math.max(
                                    (double) done / most,
                                    (double) days / (last - settings.startMillis()));
                    progress.update(() -> progress(share, done, started));
                }
            }
        }
    }

    private static String progress(double share, long done, long started) {
        double seconds = (System.nanoTime() - started) / 1e9;
        return "%.0f %%  %,d events  %,.0f/s".formatted(100 * share, done, done / seconds);
    }

    private static void write(TruthRecord record, OutputStream records) {
        try {
            records.write(TruthJson.write(record));
            records.write('\n');
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
