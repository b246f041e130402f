package io.clientele.quickstart.rules;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code clientele rules}. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = {
            "Checks, tests, tries and publishes rules (docs/rules.md).",
            "Where rules are files, a folder stands for the .yaml files in it, and shipped for the"
                    + " rules that come with Clientele."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ValidateCommand.class,
            TestCommand.class,
            RulesReplayCommand.class,
            PublishCommand.class,
            RemoveCommand.class,
            ListCommand.class,
            ShowCommand.class
        })
public final class RulesCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "expected a command: validate, test, replay, publish, remove, list or show");
    }
}
