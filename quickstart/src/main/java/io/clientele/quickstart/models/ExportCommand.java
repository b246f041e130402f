package io.clientele.quickstart.models;

import io.clientele.analytics.artefact.ModelFile;
import io.clientele.analytics.model.ModelKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele models export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a version of a model as JSON that import reads back, to the bit; and clusters"
                    + " and churn's regression in Flink ML's own format as well.",
            "Without a kind: the newest version of each."
        })
final class ExportCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            converter = Which.class,
            description = "value, clusters or churn.")
    private Optional<ModelKind> kind = Optional.empty();

    @Parameters(
            arity = "0..1",
            paramLabel = "VERSION",
            description = "Its version. Default: the newest.")
    private Optional<Long> version = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "The directory for the files.")
    private Path directory;

    @Mixin private ModelOrigin origin = new ModelOrigin();

    @Override
    public Integer call() throws Exception {
        KnownModels known = origin.read();
        Files.createDirectories(directory);
        PrintWriter out = spec.commandLine().getOut();
        if (kind.isPresent()) {
            export(kind.get(), known.of(kind.get(), version), out);
        } else {
            for (ModelKind each : ModelKind.values()) {
                if (!known.of(each).isEmpty()) {
                    export(each, known.of(each, Optional.empty()), out);
                }
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private void export(ModelKind each, ModelFile file, PrintWriter out) throws IOException {
        String name = "%s-%d".formatted(each.label(), each.version(file.models()).orElseThrow());
        Path json = directory.resolve(name + ".json");
        Files.write(json, file.indentedJson());
        out.println(json);
        for (Path stage : FlinkMlFormat.write(file.models(), directory.resolve(name))) {
            out.println(stage);
        }
    }
}
