package io.clientele.quickstart.models;

import io.clientele.analytics.model.ModelKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele models import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Checks models in a file and pins them in running jobs: customers are scored by them"
                    + " until they are unpinned. It takes no restart.",
            "What is wrong is told with file, field, value and what was expected."
        })
final class ImportCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "A model that was exported, or models.json of a replay.")
    private Path file;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = Which.class,
            description = "value, clusters or churn. Default: all that the file holds.")
    private Optional<ModelKind> kind = Optional.empty();

    @Option(names = "--check", description = "Only check the file.")
    private boolean check;

    @Mixin private Asking asking = new Asking();

    @Override
    public Integer call() throws Exception {
        KnownModels known = KnownModels.ofFile(file);
        List<ModelKind> kinds =
                kind.map(List::of)
                        .orElseGet(
                                () ->
                                        Arrays.stream(ModelKind.values())
                                                .filter(each -> !known.of(each).isEmpty())
                                                .toList());
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: no model in it, expected value, clusters or churn".formatted(file));
        }
        PrintWriter out = spec.commandLine().getOut();
        for (ModelKind each : kinds) {
            var model = known.of(each, Optional.empty());
            if (check) {
                out.printf(
                        "%s: %s version %d: %s%n",
                        file,
                        each.label(),
                        each.version(model.models()).orElseThrow(),
                        ModelFiguresText.of(model.models()));
            } else {
                asking.pin(each, model, out);
            }
        }
        out.flush();
        return ExitCode.OK;
    }
}
