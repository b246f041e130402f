package io.clientele.job;

import io.clientele.configuration.Keys;
import io.clientele.configuration.Program;
import io.clientele.job.configuration.JobEntry;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Submits the main job: the entry class of the job's jar on a Flink cluster. What it can be told is
 * in {@code docs/configuration.md}; state backend, checkpoint directory and resources are the
 * cluster's configuration.
 */
public final class CustomerIntelligenceCommand {

    private CustomerIntelligenceCommand() {}

    /**
     * Submits the job.
     *
     * @param arguments {@code --config FILE}, {@code --help}
     * @throws Exception if the configuration is wrong, or Flink does not take the job
     */
    public static void main(String[] arguments) throws Exception {
        JobEntry.run(
                "customer-intelligence",
                "The main job: commerce.events in; profiles, moves, KPIs, dead letters out.",
                Program.MAIN_JOB,
                CustomerIntelligenceCommand::submit,
                arguments);
    }

    private static void submit(io.clientele.configuration.Configuration configuration)
            throws Exception {
        Configuration flink = LiveJob.requirements();
        flink.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                configuration.get(Keys.JOB_CHECKPOINT_INTERVAL));
        flink.set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE);
        var environment = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        LiveJob.of(configuration).define(environment);
        environment.execute("customer-intelligence");
    }
}
