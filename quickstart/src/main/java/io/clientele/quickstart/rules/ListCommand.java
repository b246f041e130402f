package io.clientele.quickstart.rules;

import io.clientele.quickstart.format.RuleFiles;
import io.clientele.rules.engine.RuleSet;
import io.clientele.rules.engine.RuleVerdict;
import io.clientele.rules.language.Rule;
import io.clientele.rules.language.RuleSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele rules list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists the rules in clientele.rules, or those in files: name, version, mode,"
                        + " severity, description.")
final class ListCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Files, folders, or shipped. Default: the topic.")
    private List<Path> paths = List.of();

    @Mixin private TopicOptions topic = new TopicOptions();

    @Override
    public Integer call() throws Exception {
        List<RuleSource> sources =
                paths.isEmpty()
                        ? KnownRules.ofTopic(topic.connection())
                        : KnownRules.ofFiles(paths);
        RuleSet rules = RuleSet.of(RuleFiles.reader(2), sources);
        PrintWriter out = spec.commandLine().getOut();
        for (RuleVerdict verdict : rules.verdicts()) {
            if (verdict instanceof RuleVerdict.Refused refused) {
                out.printf("%-26s refused: %s%n", verdict.source(), refused.findings().get(0));
            } else {
                Rule rule = rules.rules().get(verdict.rule()).rule();
                out.printf(
                        "%-26s %4d  %-6s  %-8s  %s%n",
                        rule.name(),
                        rule.version(),
                        rule.mode().name().toLowerCase(Locale.ROOT),
                        rule.severity().name().toLowerCase(Locale.ROOT),
                        firstSentence(rule.description()));
            }
        }
        out.printf("%d rules%n", sources.size());
        out.flush();
        return ExitCode.OK;
    }

    private static String firstSentence(String description) {
        String line = description.strip().replaceAll("\\s+", " ");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }
}
