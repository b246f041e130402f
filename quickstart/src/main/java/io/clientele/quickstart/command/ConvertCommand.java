package io.clientele.quickstart.command;

import io.clientele.quickstart.feed.ProgressLine;
import io.clientele.quickstart.format.EventFile;
import io.clientele.quickstart.format.FileLayout;
import io.clientele.quickstart.format.FileRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code clientele convert}: a known file as track JSON lines. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a file of orders or events as track JSON, one event a line, and says what it"
                    + " counted.",
            "A line that is no event is written as it is, for the reader to refuse; one of more"
                    + " than 1 MiB is left out."
        })
public final class ConvertCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private InputOptions input = new InputOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to: gzipped if it ends with .gz; - is standard output.")
    private Optional<String> out;

    /** Converts; 0, or an exception that says what cannot be read or written. */
    @Override
    public Integer call() throws IOException {
        FileLayout layout = input.layout();
        if (input.preview(layout, spec.commandLine().getOut())) {
            return ExitCode.OK;
        }
        String target =
                out.orElseThrow(
                        () ->
                                new ParameterException(
                                        spec.commandLine(), "--out: not given, expected a file"));
        try (EventFile file = EventFile.open(layout, input.input());
                OutputStream lines = OutputFile.open(target)) {
            long tooLarge = write(file, lines);
            Map<String, Long> counts = new LinkedHashMap<>(file.counts());
            counts.put("too_large_left_out", tooLarge);
            PrintWriter writer =
                    OutputFile.isStandardOutput(target)
                            ? spec.commandLine().getErr()
                            : spec.commandLine().getOut();
            counts.forEach((name, count) -> writer.println(name + " " + count));
            writer.flush();
            return ExitCode.OK;
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static long write(EventFile file, OutputStream lines) throws IOException {
        long tooLarge = 0;
        try (ProgressLine progress = ProgressLine.onTerminal()) {
            while (file.hasNext()) {
                FileRecord record = file.next();
                if (record.whole()) {
                    lines.write(onOneLine(record));
                    lines.write('\n');
                } else {
                    tooLarge++;
                }
                progress.update(() -> "%.0f %%".formatted(100 * file.progress()));
            }
        }
        return tooLarge;
    }

    /** A refused row of a CSV file may go over several lines. */
    private static byte[] onOneLine(FileRecord record) {
        byte[] value = record.value();
        if (record.refusal().isPresent()) {
            for (int index = 0; index < value.length; index++) {
                value[index] = value[index] == '\n' ? (byte) ' ' : value[index];
            }
        }
        return value;
    }
}
