package io.clientele.quickstart.command;

import io.clientele.analytics.simulate.SimulatedEvent;
import io.clientele.analytics.simulate.Simulator;
import io.clientele.analytics.simulate.SimulatorSettings;
import io.clientele.quickstart.feed.ProgressLine;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code clientele generate}: the simulator's events as track JSON lines. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Writes the events of a simulated shop as track JSON, one a line.")
public final class GenerateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private SimulatorOptions simulator;

    @Option(
            names = "--events",
            paramLabel = "M",
            defaultValue = "1000000",
            description = "How many events to write (default: ${DEFAULT-VALUE}).")
    private long events;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to: gzipped if it ends with .gz; - is standard output.")
    private String out;

    /** Writes the events; 0, or an exception that says what is wrong. */
    @Override
    public Integer call() throws IOException {
        SimulatorSettings settings = settings();
        try (OutputStream lines = OutputFile.open(out)) {
            write(new Simulator(settings), lines);
        }
        return ExitCode.OK;
    }

    private SimulatorSettings settings() {
        if (events < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--events: %d, expected at least 0".formatted(events));
        }
        try {
            return simulator.settings();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        }
    }

    private void write(Simulator shop, OutputStream lines) throws IOException {
        long started = System.nanoTime();
        try (ProgressLine progress = ProgressLine.onTerminal()) {
            for (long event = 0; event < events; event++) {
                SimulatedEvent next = shop.next();
                lines.write(next.value());
                lines.write('\n');
                if (event % 1024 == 0) {
                    long done = event;
                    progress.update(
                            () -> {
                                double seconds = (System.nanoTime() - started) / 1e9;
                                return "%d %%  %,d events  %,.0f/s"
                                        .formatted(100 * done / events, done, done / seconds);
                            });
                }
            }
        }
    }
}
