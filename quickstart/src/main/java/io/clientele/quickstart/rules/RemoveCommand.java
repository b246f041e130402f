package io.clientele.quickstart.rules;

import io.clientele.job.pattern.RuleRecord;
import io.clientele.job.publish.RulePublisher;
import io.clientele.job.publish.TopicRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele rules remove}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = {
            "Removes rules from clientele.rules, and so from running jobs.",
            "Exits with 1, and removes nothing, if one of them is not there."
        })
final class RemoveCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "RULE", description = "Names of rules.")
    private List<String> names;

    @Mixin private TopicOptions topic = new TopicOptions();

    @Override
    public Integer call() throws Exception {
        var connection = topic.connection();
        Set<String> known = new HashSet<>();
        for (RuleRecord record : TopicRules.records(connection)) {
            if (record.text().isPresent()) {
                known.add(record.name());
            } else {
                known.remove(record.name());
            }
        }
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "%s: no such rule in clientele.rules".formatted(name));
            }
        }
        try (RulePublisher publisher = RulePublisher.connect(connection, topic.patience())) {
            publisher.publish(names.stream().map(RuleRecord::removal).toList());
        }
        names.forEach(name -> spec.commandLine().getOut().println("removed " + name));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
