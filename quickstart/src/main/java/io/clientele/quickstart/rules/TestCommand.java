package io.clientele.quickstart.rules;

import io.clientele.quickstart.format.RuleFiles;
import io.clientele.rules.engine.CompiledRule;
import io.clientele.rules.engine.RuleSet;
import io.clientele.rules.trial.RuleTests;
import io.clientele.rules.trial.TestOutcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele rules test}. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the tests that rules carry, and tells what came instead of what was expected.",
            "Exits with 1 if a test fails, a rule is refused, or there is no test at all."
        })
final class TestCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, folders, or shipped.")
    private List<Path> paths;

    @Option(names = "--quiet", description = "Tell only what fails.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        RuleSet rules = RuleSet.of(RuleFiles.reader(2), RuleFiles.sources(paths));
        int refused = ValidateCommand.tellRefused(rules, out);
        List<TestOutcome> outcomes = outcomes(rules);
        outcomes.stream().filter(outcome -> !quiet || !outcome.passed()).forEach(out::println);
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        for (CompiledRule rule : rules.rules().values()) {
            if (rule.rule().tests().isEmpty()) {
                out.printf("%s has no tests%n", rule.rule().name());
            }
        }
        out.printf(
                "%d tests of %d rules: %d passed, %d failed; %d rules refused%n",
                outcomes.size(), rules.rules().size(), outcomes.size() - failed, failed, refused);
        out.flush();
        return failed == 0 && refused == 0 && !outcomes.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    static List<TestOutcome> outcomes(RuleSet rules) {
        List<TestOutcome> outcomes = new ArrayList<>();
        rules.rules().values().forEach(rule -> outcomes.addAll(RuleTests.run(rule.rule())));
        return outcomes;
    }
}
