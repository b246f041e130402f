package io.clientele.job.configuration;

import io.clientele.configuration.Configuration;
import io.clientele.configuration.ConfigurationException;
import io.clientele.configuration.Program;
import io.clientele.configuration.Reference;
import java.util.concurrent.Callable;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** What the entry classes of the jobs share: their arguments, and how they refuse. */
@Command(mixinStandardHelpOptions = true)
public final class JobEntry implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(JobEntry.class);

    private final Program program;
    private final Submission submission;

    @Mixin private ConfigurationOption configuration = new ConfigurationOption();

    private JobEntry(Program program, Submission submission) {
        this.program = program;
        this.submission = submission;
    }

    /** Makes the dataflow and gives it to Flink. */
    @FunctionalInterface
    public interface Submission {

        /**
         * Submits the job.
         *
         * @throws Exception if Flink does not take it
         */
        void submit(Configuration configuration) throws Exception;
    }

    /**
     * Reads the configuration, tells it in the log, and submits the job.
     *
     * @param name of the command, for its help
     * @param description of the job, for its help
     * @param arguments of the program
     * @throws ProgramParametrizationException with a line for everything that is wrong; Flink's
     *     command line prints these alone and ends with a code other than 0. The process is not
     *     ended here, since on a cluster it may be a JobManager.
     * @throws Exception what Flink says when it does not take the job
     */
    public static void run(
            String name,
            String description,
            Program program,
            Submission submission,
            String... arguments)
            throws Exception {
        CommandLine line = new CommandLine(new JobEntry(program, submission));
        line.setCommandName(name);
        line.getCommandSpec()
                .usageMessage()
                .description(description)
                .footer(
                        Reference.help(program).stream()
                                .map(JobEntry::literal)
                                .toArray(String[]::new));
        Outcome outcome = new Outcome();
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> {
                    outcome.failure = failure;
                    return ExitCode.SOFTWARE;
                });
        line.setParameterExceptionHandler(
                (wrong, given) -> {
                    outcome.failure =
                            refusal(
                                    wrong.getMessage()
                                            + "; expected --config FILE, everything else is in the"
                                            + " file or in variables CLIENTELE_..., see --help");
                    return ExitCode.USAGE;
                });
        line.execute(arguments);
        if (outcome.failure instanceof ConfigurationException wrong) {
            throw refusal(wrong.getMessage());
        }
        if (outcome.failure != null) {
            throw outcome.failure;
        }
    }

    @Override
    public Integer call() throws Exception {
        Configuration read = configuration.read(program);
        LOG.info("Configuration of the {}:", program.label());
        read.lines().forEach(LOG::info);
        submission.submit(read);
        return ExitCode.OK;
    }

    private static final class Outcome {
        private Exception failure;
    }

    private static ProgramParametrizationException refusal(String lines) {
        ProgramParametrizationException refusal = new ProgramParametrizationException(lines);
        // Where in the program it was found out helps nobody to put it right.
        refusal.setStackTrace(new StackTraceElement[0]);
        return refusal;
    }

    private static String literal(String line) {
        return line.replace("%", "%%");
    }
}
