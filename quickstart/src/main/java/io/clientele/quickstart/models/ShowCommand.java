package io.clientele.quickstart.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.analytics.model.ModelKind;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele models show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a version of a model as JSON (docs/schemas/models.schema.json).")
final class ShowCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "KIND",
            converter = Which.class,
            description = "value, clusters or churn.")
    private ModelKind kind;

    @Parameters(
            arity = "0..1",
            paramLabel = "VERSION",
            description = "Its version. Default: the newest.")
    private Optional<Long> version = Optional.empty();

    @Mixin private ModelOrigin origin = new ModelOrigin();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.println(new String(origin.read().of(kind, version).indentedJson(), UTF_8));
        out.flush();
        return ExitCode.OK;
    }
}
