package io.clientele.job.publish;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.ConfigurationException;
import io.clientele.configuration.Program;
import io.clientele.job.Topics;
import io.clientele.job.configuration.ConfigurationOption;
import io.clientele.job.publish.TopicAdministration.Difference;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clientele topics}: the topics that the jobs need. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Creates or checks the topics that the jobs need.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TopicsCommand.Create.class, TopicsCommand.Check.class})
public final class TopicsCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "expected a command: create or check");
    }

    /** Which brokers, and for how long they are waited for. */
    static final class Connection {

        @Mixin private ConfigurationOption configuration = new ConfigurationOption();

        @Option(
                names = "--patience",
                paramLabel = "SECONDS",
                defaultValue = "20",
                description = "How long each answer is waited for (default: ${DEFAULT-VALUE}).")
        private int patience;

        /** What is done with the topics. */
        interface Work {
            int on(TopicAdministration administration, List<NewTopic> topics)
                    throws IOException, InterruptedException;
        }

        int run(CommandSpec spec, Work work)
                throws ConfigurationException, IOException, InterruptedException {
            if (patience < 1 || patience > 3_600) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "--patience: %d, expected 1 to 3600 seconds".formatted(patience));
            }
            Configuration read = configuration.read(Program.TOPICS);
            try (TopicAdministration administration =
                    TopicAdministration.connect(read.kafka(), Duration.ofSeconds(patience))) {
                return work.on(administration, Topics.specifications(read));
            }
        }
    }

    /** Tells the differences; 1 if there are any. */
    private static int compare(
            TopicAdministration administration, List<NewTopic> topics, PrintWriter out)
            throws IOException, InterruptedException {
        List<Difference> differences = administration.differences(topics);
        differences.forEach(out::println);
        out.flush();
        return differences.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** {@code clientele topics create}. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Creates the topics that are not there, then tells how those that are there differ.",
                "Changes no topic that is there. Exits with 1 if anything differs."
            })
    static final class Create implements Callable<Integer> {
        @Mixin private Connection connection = new Connection();
        @Spec private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            PrintWriter out = spec.commandLine().getOut();
            return connection.run(
                    spec,
                    (administration, topics) -> {
                        List<String> created = administration.create(topics);
                        for (NewTopic topic : topics) {
                            out.println(
                                    created.contains(topic.name())
                                            ? "created %s: partitions=%d %s"
                                                    .formatted(
                                                            topic.name(),
                                                            topic.numPartitions(),
                                                            String.join(
                                                                    " ",
                                                                    topic
                                                                            .configs()
                                                                            .entrySet()
                                                                            .stream()
                                                                            .map(Object::toString)
                                                                            .toList()))
                                            : "was there " + topic.name());
                        }
                        // What was created a moment ago need not be known to every broker yet.
                        return compare(
                                administration,
                                topics.stream()
                                        .filter(topic -> !created.contains(topic.name()))
                                        .toList(),
                                out);
                    });
        }
    }

    /** {@code clientele topics check}. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Tells each difference between the topics and how they should be: key, found,"
                            + " expected. Exits with 1 if there is any.")
    static final class Check implements Callable<Integer> {
        @Mixin private Connection connection = new Connection();
        @Spec private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            PrintWriter out = spec.commandLine().getOut();
            return connection.run(
                    spec,
                    (administration, topics) -> {
                        int code = compare(administration, topics, out);
                        if (code == ExitCode.OK) {
                            out.println(topics.size() + " topics as expected");
                            out.flush();
                        }
                        return code;
                    });
        }
    }
}
