package io.clientele.quickstart.rules;

import io.clientele.job.pattern.RuleRecord;
import io.clientele.job.publish.RulePublisher;
import io.clientele.quickstart.format.RuleFiles;
import io.clientele.rules.engine.RuleSet;
import io.clientele.rules.language.Rule;
import io.clientele.rules.trial.TestOutcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele rules publish}. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Checks and tests rules, and if all is well writes them to clientele.rules, from where"
                    + " running jobs take them without a restart.",
            "Exits with 1, and writes nothing, if a rule is refused or one of its tests fails."
        })
final class PublishCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, folders, or shipped.")
    private List<Path> paths;

    @Option(names = "--skip-tests", description = "Do not run the rules' own tests before.")
    private boolean skipTests;

    @Mixin private TopicOptions topic = new TopicOptions();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        RuleSet rules = RuleSet.of(RuleFiles.reader(2), RuleFiles.sources(paths));
        int wrong = ValidateCommand.tellRefused(rules, out);
        if (!skipTests) {
            for (TestOutcome outcome : TestCommand.outcomes(rules)) {
                if (!outcome.passed()) {
                    wrong++;
                    out.println(outcome);
                }
            }
        }
        if (wrong > 0) {
            out.println("nothing was published");
            out.flush();
            return ExitCode.SOFTWARE;
        }
        SortedMap<String, String> texts = RuleFiles.texts(paths, 2);
        List<RuleRecord> records = new ArrayList<>();
        texts.forEach((name, text) -> records.add(RuleRecord.of(name, text)));
        try (RulePublisher publisher =
                RulePublisher.connect(topic.connection(), topic.patience())) {
            publisher.publish(records);
        }
        for (String name : texts.keySet()) {
            Rule rule = rules.rules().get(name).rule();
            out.printf(
                    "published %s version %d, %s%n",
                    name, rule.version(), rule.mode().name().toLowerCase(Locale.ROOT));
        }
        out.flush();
        return ExitCode.OK;
    }
}
