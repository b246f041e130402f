package io.clientele.quickstart;

import io.clientele.configuration.ConfigurationException;
import io.clientele.job.alert.AlertsCommand;
import io.clientele.job.configuration.ConfigCommand;
import io.clientele.job.publish.TopicsCommand;
import io.clientele.quickstart.command.ConvertCommand;
import io.clientele.quickstart.command.GenerateCommand;
import io.clientele.quickstart.command.ProduceCommand;
import io.clientele.quickstart.demo.DemoCommand;
import io.clientele.quickstart.evaluate.EvaluateCommand;
import io.clientele.quickstart.evaluate.TuneCommand;
import io.clientele.quickstart.format.MappingException;
import io.clientele.quickstart.models.ModelsCommand;
import io.clientele.quickstart.nab.NabCommand;
import io.clientele.quickstart.replay.ReplayCommand;
import io.clientele.quickstart.rules.RulesCommand;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command {@code clientele}: an error is one clear line and an exit code other than 0. */
@Command(
        name = "clientele",
        mixinStandardHelpOptions = true,
        version = "clientele 0.1.0",
        description = "Live customer intelligence on Apache Flink.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ReplayCommand.class,
            GenerateCommand.class,
            ConvertCommand.class,
            ProduceCommand.class,
            EvaluateCommand.class,
            TuneCommand.class,
            RulesCommand.class,
            ModelsCommand.class,
            TopicsCommand.class,
            AlertsCommand.class,
            ConfigCommand.class,
            NabCommand.class,
            HelpCommand.class
        })
public final class Clientele {

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    @Option(
            names = "--stack-trace",
            scope = ScopeType.INHERIT,
            description = "On an error, show where in the program it happened.")
    private boolean stackTrace;

    private Clientele() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, for a caller that wants the exit code. */
    public static CommandLine commandLine() {
        Clientele clientele = new Clientele();
        return new CommandLine(clientele)
                .registerConverter(ZoneId.class, Clientele::zone)
                .registerConverter(Duration.class, Clientele::length)
                .registerConverter(LocalDate.class, Clientele::date)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> {
                            if (failure instanceof ConfigurationException) {
                                command.getErr().println(failure.getMessage());
                                return command.getCommandSpec().exitCodeOnInvalidInput();
                            }
                            command.getErr().println("clientele: " + sentence(failure));
                            if (clientele.stackTrace) {
                                failure.printStackTrace(command.getErr());
                            }
                            return command.getCommandSpec().exitCodeOnExecutionException();
                        })
                .setParameterExceptionHandler(
                        (failure, arguments) -> {
                            CommandLine command = failure.getCommandLine();
                            command.getErr().println("clientele: " + failure.getMessage());
                            command.getErr()
                                    .println(
                                            "Try '%s --help'."
                                                    .formatted(
                                                            command.getCommandSpec()
                                                                    .qualifiedName()));
                            return command.getCommandSpec().exitCodeOnInvalidInput();
                        });
    }

    /** The innermost cause says what went wrong; what wraps it says who noticed. */
    private static String sentence(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause.getMessage() == null
                        || cause instanceof ExecutionException
                        || cause instanceof UncheckedIOException
                        || cause.getClass().getName().startsWith("org.apache.flink"))) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        if (cause instanceof MappingException) {
            return message;
        }
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static Duration length(String text) {
        Matcher parts = LENGTH.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException(
                    "\"%s\", expected a length such as 30s, 10m, 1h or 1d".formatted(text));
        }
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new TypeConversionException(
                    "\"%s\", expected a time zone such as Europe/London".formatted(text));
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new TypeConversionException(
                    "\"%s\", expected a day such as 2011-12-09".formatted(text));
        }
    }
}
