package io.clientele.quickstart.rules;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertJson;
import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.job.Settings;
import io.clientele.quickstart.command.InputOptions;
import io.clientele.quickstart.feed.ProgressLine;
import io.clientele.quickstart.format.FileLayout;
import io.clientele.quickstart.format.RuleFiles;
import io.clientele.quickstart.replay.FileSurvey;
import io.clientele.quickstart.replay.Replay;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code clientele rules replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs rules over a file of history, through the main job's own dataflow, and tells what"
                    + " they would have raised, for whom and how often. Nothing is written or sent.",
            "All rules are run as if live, whatever their mode."
        })
final class RulesReplayCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "RULES", description = "Files, folders, or shipped.")
    private List<Path> paths;

    @Mixin private InputOptions input = new InputOptions();

    @Option(
            names = "--against",
            paramLabel = "PATH",
            description =
                    "Also run these rules, and tell what only they and what only the others raise."
                            + " Repeatable.")
    private List<Path> against = List.of();

    @Option(
            names = "--alerts",
            paramLabel = "FILE",
            description = "Write all alerts to this file, JSON as in clientele.alerts, one a line.")
    private Optional<Path> alerts;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description =
                    "What clientele generate --truth wrote with the file: tells precision and"
                            + " recall of alerts of the kinds fraud and churn.")
    private Optional<Path> truth;

    @Option(
            names = "--show",
            paramLabel = "N",
            description =
                    "Customers, and differences, that are named of each rule. Default:"
                            + " ${DEFAULT-VALUE}.",
            defaultValue = "5")
    private int shown;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description =
                    "The last day, such as 2011-09-10. Default: that of the file's last event.")
    private Optional<LocalDate> until;

    @Option(
            names = "--parallelism",
            paramLabel = "P",
            description = "Parallel tasks of each operator. Default: ${DEFAULT-VALUE}.",
            defaultValue = "2")
    private int parallelism;

    @Option(
            names = "--disorder",
            paramLabel = "LENGTH",
            description =
                    "By how much events of the file may be out of order without being late."
                            + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "10m")
    private Duration disorder;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "The reporting currency. Default: the file's own, else USD.")
    private Optional<String> currency;

    @Option(
            names = "--rate",
            paramLabel = "CODE=RATE",
            description =
                    "What one unit of another currency is worth in the reporting currency."
                            + " Repeatable.")
    private Map<String, BigDecimal> rates = Map.of();

    @Override
    public Integer call() throws Exception {
        FileLayout layout = input.layout();
        PrintWriter out = spec.commandLine().getOut();
        if (input.preview(layout, out)) {
            return ExitCode.OK;
        }
        Settings settings = settings(layout);
        int digits = settings.currency().fractionDigits();
        SortedMap<String, String> rules = RuleFiles.texts(paths, digits);
        SortedMap<String, String> before = RuleFiles.texts(against, digits);
        Optional<TruthScore> score =
                truth.isPresent() ? Optional.of(TruthScore.read(truth.get())) : Optional.empty();
        TrialReport report = new TrialReport(out, Math.max(0, shown));
        RuleTrial trial = run(layout, rules, settings);
        report.tell(trial, rules.keySet());
        if (!before.isEmpty()) {
            report.tellDifference(run(layout, before, settings), trial);
        }
        score.ifPresent(known -> known.tell(trial.alerts(), out));
        if (alerts.isPresent()) {
            write(trial.alerts(), alerts.get());
        }
        return ExitCode.OK;
    }

    private RuleTrial run(FileLayout layout, SortedMap<String, String> rules, Settings settings)
            throws Exception {
        rules.replaceAll((name, text) -> RuleTrial.live(text));
        try (ProgressLine progress = ProgressLine.onTerminal()) {
            return RuleTrial.of(
                    new Replay(layout, input.input(), settings.horizon(), rules, settings),
                    parallelism,
                    read -> progress.update(() -> "%,d events".formatted(read)));
        }
    }

    private Settings settings(FileLayout layout) throws Exception {
        if (parallelism < 1 || parallelism > 128) {
            throw new IllegalArgumentException(
                    "--parallelism: %d, expected 1 to 128".formatted(parallelism));
        }
        Settings live = Settings.live(reportingCurrency(layout)).withDisorder(disorder);
        Settings settings =
                input.zone(layout).map(live::inZone).orElse(live).withKpiWindow(Duration.ofDays(1));
        if (until.isPresent()) {
            return settings.upTo(settings.calendar().endOf(until.get().toEpochDay()));
        }
        FileSurvey survey =
                FileSurvey.of(
                        layout, input.input(), settings.currency(), Long.MAX_VALUE, done -> {});
        if (survey.latest().isEmpty()) {
            throw new IllegalArgumentException(
                    "--input: %s holds no event that can be used".formatted(input.input()));
        }
        long day = settings.calendar().dayOf(survey.latest().getAsLong());
        return settings.upTo(settings.calendar().endOf(day));
    }

    private ReportingCurrency reportingCurrency(FileLayout layout) throws IOException {
        Optional<String> code = currency.or(layout::currency);
        if (code.isEmpty()) {
            code = FileSurvey.firstCurrency(layout, input.input());
        }
        return new ReportingCurrency(code.orElse("USD").toUpperCase(Locale.ROOT), rates);
    }

    private static void write(List<Alert> alerts, Path file) throws IOException {
        try (OutputStream lines = Files.newOutputStream(file)) {
            for (Alert alert : alerts) {
                lines.write(AlertJson.write(alert));
                lines.write('\n');
            }
        }
    }
}
