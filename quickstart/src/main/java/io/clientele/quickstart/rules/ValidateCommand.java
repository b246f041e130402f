package io.clientele.quickstart.rules;

import io.clientele.quickstart.format.RuleFiles;
import io.clientele.rules.engine.RuleSet;
import io.clientele.rules.engine.RuleVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele rules validate}. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Checks rules and tells all that is wrong: file, line, column, rule, field.",
            "Exits with 1 if anything is."
        })
final class ValidateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, folders, or shipped.")
    private List<Path> paths;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        RuleSet rules = RuleSet.of(RuleFiles.reader(2), RuleFiles.sources(paths));
        int refused = tellRefused(rules, out);
        out.printf("%d rules are sound, %d are not%n", rules.rules().size(), refused);
        out.flush();
        return refused == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Tells what is wrong; returns how many rules it is wrong with. */
    static int tellRefused(RuleSet rules, PrintWriter out) {
        int refused = 0;
        for (RuleVerdict verdict : rules.verdicts()) {
            if (verdict instanceof RuleVerdict.Refused wrong) {
                refused++;
                wrong.findings().forEach(out::println);
            }
        }
        return refused;
    }
}
