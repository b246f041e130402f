package io.clientele.quickstart.models;

import io.clientele.analytics.artefact.ModelControl.Unpin;
import io.clientele.analytics.model.ModelKind;
import io.clientele.job.publish.TopicModelControls;
import io.clientele.quickstart.rules.TopicOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele models unpin}. */
@Command(
        name = "unpin",
        mixinStandardHelpOptions = true,
        description = "Tells running jobs to score customers by what they trained last.")
final class UnpinCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "KIND",
            converter = Which.class,
            description = "value, clusters or churn.")
    private ModelKind kind;

    @Mixin private TopicOptions topic = new TopicOptions();

    @Override
    public Integer call() throws Exception {
        TopicModelControls.publish(new Unpin(kind), topic.connection(), topic.patience());
        PrintWriter out = spec.commandLine().getOut();
        out.printf("asked for the newest %s%n", kind.label());
        out.flush();
        return ExitCode.OK;
    }
}
