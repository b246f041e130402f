package io.clientele.job.configuration;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.ConfigurationException;
import io.clientele.configuration.Program;
import io.clientele.configuration.Reference;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clientele config}: what holds, whether it is right, and what there is to tell. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Shows or checks the configuration.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ConfigCommand.Show.class,
            ConfigCommand.Check.class,
            ConfigCommand.Template.class,
            ConfigCommand.Keys.class
        })
public final class ConfigCommand implements Callable<Integer> {

    @Mixin private Reading reading = new Reading();

    @Spec private CommandSpec spec;

    /** Shows what holds. */
    @Override
    public Integer call() throws ConfigurationException {
        return show(spec, reading);
    }

    private static int show(CommandSpec spec, Reading reading) throws ConfigurationException {
        PrintWriter out = spec.commandLine().getOut();
        reading.read().lines().forEach(out::println);
        out.flush();
        return ExitCode.OK;
    }

    /** Which configuration, and for which program. */
    static final class Reading {

        @Mixin private ConfigurationOption configuration = new ConfigurationOption();

        @Option(
                names = "--for",
                paramLabel = "PROGRAM",
                description =
                        "Only what this program reads, and whether it has what it needs:"
                                + " ${COMPLETION-CANDIDATES} (default: everything that is given).")
        private Program[] programs = {};

        Configuration read() throws ConfigurationException {
            return configuration.read(programs);
        }
    }

    /** {@code clientele config show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "Prints the effective configuration and where each value is from; secrets are"
                            + " masked.")
    static final class Show implements Callable<Integer> {
        @Mixin private Reading reading = new Reading();
        @Spec private CommandSpec spec;

        @Override
        public Integer call() throws ConfigurationException {
            return show(spec, reading);
        }
    }

    /** {@code clientele config check}. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says everything that is wrong, a line each, or nothing.")
    static final class Check implements Callable<Integer> {
        @Mixin private Reading reading = new Reading();

        @Override
        public Integer call() throws ConfigurationException {
            reading.read();
            return ExitCode.OK;
        }
    }

    /** {@code clientele config template}. */
    @Command(
            name = "template",
            mixinStandardHelpOptions = true,
            description = "Prints a file to begin with: every key with meaning and default.")
    static final class Template implements Callable<Integer> {
        @Spec private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine().getOut().print(Reference.template());
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
    }

    /** {@code clientele config keys}. */
    @Command(
            name = "keys",
            mixinStandardHelpOptions = true,
            description = "Prints the tables of docs/configuration.md.")
    static final class Keys implements Callable<Integer> {
        @Spec private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine().getOut().print(Reference.markdown());
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
    }
}
