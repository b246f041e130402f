package io.clientele.quickstart.command;

import io.clientele.quickstart.format.FileLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The file that a command reads, as options. */
public final class InputOptions {
    @Mixin private FormatOptions format = new FormatOptions();

    @Option(
            names = "--input",
            paramLabel = "FILE",
            required = true,
            description = "The file; gzip, xz, bzip2, Zstandard and zip are recognised.")
    private Path input;

    /** The file. */
    public Path input() {
        return input;
    }

    /**
     * How the file is to be read.
     *
     * @throws IllegalArgumentException if there is no such file, or what was said does not fit it
     */
    public FileLayout layout() throws IOException {
        if (!Files.isReadable(input) || Files.isDirectory(input)) {
            throw new IllegalArgumentException(
                    "--input: %s, expected a file that can be read".formatted(input));
        }
        return format.layout(input);
    }

    /** Writes a preview, if that is what is wanted; whether it was. */
    public boolean preview(FileLayout layout, PrintWriter out) throws IOException {
        return format.preview(layout, input, out);
    }

    /** Whether only a preview is wanted. */
    public boolean onlyPreview() {
        return format.onlyPreview();
    }

    /** Whose days are the shop's days; empty if nothing says it. */
    public Optional<ZoneId> zone(FileLayout layout) {
        return format.zone(layout);
    }
}
