package io.clientele.quickstart.rules;

import io.clientele.quickstart.format.RuleFiles;
import io.clientele.rules.language.RuleReader;
import io.clientele.rules.language.RuleSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele rules show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the text of a rule in clientele.rules, or in files.")
final class ShowCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "RULE", description = "The rule's name.")
    private String name;

    @Option(
            names = "--in",
            paramLabel = "PATH",
            description = "Look in files, folders or shipped. Default: the topic.")
    private List<Path> paths = List.of();

    @Mixin private TopicOptions topic = new TopicOptions();

    @Override
    public Integer call() throws Exception {
        List<RuleSource> sources =
                paths.isEmpty()
                        ? KnownRules.ofTopic(topic.connection())
                        : KnownRules.ofFiles(paths);
        PrintWriter out = spec.commandLine().getOut();
        RuleReader reader = RuleFiles.reader(2);
        for (RuleSource source : sources) {
            if (source.name().equals(name) || isNamed(reader, source)) {
                out.print(source.text());
                out.flush();
                return ExitCode.OK;
            }
        }
        throw new IllegalArgumentException("%s: no such rule".formatted(name));
    }

    private boolean isNamed(RuleReader reader, RuleSource source) {
        RuleReader.Outcome outcome = reader.read(source.name(), source.text());
        String found =
                outcome instanceof RuleReader.Sound sound
                        ? sound.rule().name()
                        : ((RuleReader.Unsound) outcome).rule();
        return found.equals(name);
    }
}
