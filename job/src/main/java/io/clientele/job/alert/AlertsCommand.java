package io.clientele.job.alert;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.analytics.alert.AlertSource;
import io.clientele.analytics.alert.AlertSubject;
import io.clientele.configuration.Configuration;
import io.clientele.configuration.ConfigurationException;
import io.clientele.configuration.Keys;
import io.clientele.configuration.Program;
import io.clientele.job.alert.channel.AlertMessage;
import io.clientele.job.alert.channel.Channel;
import io.clientele.job.alert.channel.Outcome;
import io.clientele.job.configuration.ConfigurationOption;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clientele alerts}: where alerts go, and whether they arrive there. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "Shows where alerts go, or sends one to try it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AlertsCommand.Check.class, AlertsCommand.SendTest.class})
public final class AlertsCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "expected a command: check or send-test");
    }

    /** {@code clientele alerts check}. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Checks the configuration and prints channels and routes; sends nothing.")
    static final class Check implements Callable<Integer> {

        @Mixin private ConfigurationOption configuration = new ConfigurationOption();
        @Spec private CommandSpec spec;

        @Override
        public Integer call() throws ConfigurationException {
            Configuration read = configuration.read(Program.ALERT_DELIVERY);
            PrintWriter out = spec.commandLine().getOut();
            for (ChannelSettings channel : ChannelSettings.of(read)) {
                out.println("channel " + channel.name() + ": " + channel.address());
            }
            Map<String, List<String>> routes = read.all(Keys.ROUTE_CHANNELS);
            routes.forEach(
                    (name, channels) ->
                            out.println("route " + name + ": " + described(name, read, channels)));
            if (routes.isEmpty()) {
                out.println("no routes: every alert goes to every channel");
            }
            out.flush();
            return ExitCode.OK;
        }

        private static String described(String route, Configuration read, List<String> channels) {
            return "severity at least %s, rules %s, kinds %s, to %s"
                    .formatted(
                            read.all(Keys.ROUTE_SEVERITY).getOrDefault(route, "info"),
                            words(read.all(Keys.ROUTE_RULES).get(route)),
                            words(read.all(Keys.ROUTE_KINDS).get(route)),
                            String.join(", ", channels));
        }

        private static String words(List<String> patterns) {
            return patterns == null ? "*" : String.join(", ", patterns);
        }
    }

    /** {@code clientele alerts send-test}. */
    @Command(
            name = "send-test",
            mixinStandardHelpOptions = true,
            description = "Sends one test alert, and says what the other side answered.")
    static final class SendTest implements Callable<Integer> {

        @Mixin private ConfigurationOption configuration = new ConfigurationOption();

        @Option(
                names = "--channel",
                required = true,
                paramLabel = "NAME",
                description = "The channel, as it is named under alerts.channels.")
        private String channel = "";

        @Option(
                names = "--severity",
                paramLabel = "SEVERITY",
                defaultValue = "INFO",
                description = "Of the alert: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
        private AlertSeverity severity = AlertSeverity.INFO;

        @Spec private CommandSpec spec;

        @Override
        public Integer call() throws ConfigurationException {
            Configuration read = configuration.read(Program.ALERT_DELIVERY);
            List<ChannelSettings> channels = ChannelSettings.of(read);
            ChannelSettings chosen =
                    channels.stream()
                            .filter(one -> one.name().equals(channel))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new CommandLine.ParameterException(
                                                    spec.commandLine(),
                                                    "--channel: \"%s\", expected one of %s"
                                                            .formatted(channel, names(channels))));
            Outcome outcome = send(chosen, DeliverySettings.of(read));
            boolean delivered = outcome instanceof Outcome.Delivered;
            PrintWriter out = delivered ? spec.commandLine().getOut() : spec.commandLine().getErr();
            out.printf(
                    "%s: %s: %s%n",
                    channel, delivered ? "delivered" : "not delivered", outcome.answer());
            out.flush();
            return delivered ? ExitCode.OK : ExitCode.SOFTWARE;
        }

        private Outcome send(ChannelSettings chosen, DeliverySettings settings) {
            Instant now = Instant.now();
            try (Channel open = chosen.address().open(settings.timeout())) {
                return open.send(AlertMessage.of(List.of(test(now))), now).join();
            }
        }

        private Alert test(Instant now) {
            return new Alert(
                    Alert.id(List.of("send-test", channel, now.toString())),
                    AlertSource.RULE,
                    "send-test",
                    1,
                    severity,
                    "test",
                    new AlertSubject.Customer("nobody"),
                    now,
                    "This is a test of the channel " + channel,
                    "Nothing: it has arrived",
                    Map.of("channel", channel),
                    List.of());
        }

        private static String names(List<ChannelSettings> channels) {
            return channels.stream().map(ChannelSettings::name).collect(Collectors.joining(", "));
        }
    }
}
