package io.clientele.quickstart.models;

import io.clientele.analytics.model.ModelKind;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele models pin}. */
@Command(
        name = "pin",
        mixinStandardHelpOptions = true,
        description = {
            "Tells running jobs to score customers by a version of clientele.models, whatever they"
                    + " train from now on. It takes no restart.",
            "clientele.model-status, and models list, tell what becomes of it."
        })
final class PinCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "KIND",
            converter = Which.class,
            description = "value, clusters or churn.")
    private ModelKind kind;

    @Parameters(paramLabel = "VERSION", description = "Its version.")
    private long version;

    @Mixin private Asking asking = new Asking();

    @Override
    public Integer call() throws Exception {
        KnownModels known = KnownModels.ofTopic(asking.topic().connection());
        asking.pin(kind, known.of(kind, Optional.of(version)), spec.commandLine().getOut());
        return ExitCode.OK;
    }
}
