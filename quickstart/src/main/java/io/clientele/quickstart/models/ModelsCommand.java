package io.clientele.quickstart.models;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code clientele models}. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = {
            "Lists, shows and exports models, and tells a running job which version to score"
                    + " customers by (docs/models.md).",
            "Kinds are value, clusters and churn, each with versions of its own."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            PinCommand.class,
            RollbackCommand.class,
            UnpinCommand.class
        })
public final class ModelsCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "expected a command: list, show, export, import, pin, rollback or unpin");
    }
}
