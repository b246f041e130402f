package io.clientele.quickstart.replay;

import io.clientele.analytics.event.ReportingCurrency;
import io.clientele.analytics.ledger.SlidingWindows;
import io.clientele.job.Settings;
import io.clientele.quickstart.command.InputOptions;
import io.clientele.quickstart.feed.ProgressLine;
import io.clientele.quickstart.format.FileLayout;
import io.clientele.quickstart.format.RuleFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code clientele replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the main job over a file, without any server, and writes its results as files:",
            "profiles.jsonl, segment-moves.jsonl, vip-moves.jsonl, models.json, kpis.lp,",
            "dead-letters.jsonl and summary.json; with --rules also alerts.jsonl."
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final int BAR = 40;

    @Spec private CommandSpec spec;

    @Mixin private InputOptions input = new InputOptions();

    @Option(names = "--out", paramLabel = "DIR", description = "The directory for the results.")
    private Optional<Path> out;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "The last day whose events are taken in, such as 2011-09-10.")
    private Optional<LocalDate> until;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "The day at whose end the profiles are made; later events are left out."
                            + " Default: that of --until, else the last event's day.")
    private Optional<LocalDate> asOf;

    @Option(
            names = "--rules",
            paramLabel = "PATH",
            description =
                    "Rules to run: files, or folders of them. Repeatable. Default: no rules are"
                            + " run.")
    private List<Path> rules = List.of();

    @Option(
            names = "--parallelism",
            paramLabel = "P",
            description = "Parallel tasks of each operator. Default: ${DEFAULT-VALUE}.",
            defaultValue = "2")
    private int parallelism;

    @Option(
            names = "--kpi-window",
            paramLabel = "LENGTH",
            description =
                    "The length of the KPI windows, such as 1m, 1h or 1d. Default:"
                            + " ${DEFAULT-VALUE}.",
            defaultValue = "1d")
    private Duration kpiWindow;

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
            description =
                    "The reporting currency. Default: the format's own or that of --amounts-in,"
                            + " else that of the file's first order that names one, else USD.")
    private Optional<String> currency;

    @Option(
            names = "--rate",
            paramLabel = "CODE=RATE",
            description =
                    "What one unit of another currency is worth in the reporting currency, such as"
                            + " EUR=0.86. Repeatable.")
    private Map<String, BigDecimal> rates = Map.of();

    @Option(
            names = "--windows",
            split = ",",
            paramLabel = "DAYS",
            description = "The sliding windows in days, ascending. Default: ${DEFAULT-VALUE}.",
            defaultValue = "30,90,365")
    private List<Integer> windows;

    @Override
    public Integer call() throws Exception {
        requireParallelism();
        FileLayout layout = input.layout();
        if (input.preview(layout, spec.commandLine().getOut())) {
            return 0;
        }
        Path directory =
                out.orElseThrow(
                        () ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "--out: not given, expected a directory"));
        try (ProgressLine progress = ProgressLine.onTerminal()) {
            System.out.print(replay(layout, directory, progress).text());
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.sorted().forEach(file -> System.out.println("  " + file));
        }
        return 0;
    }

    private ReplaySummary replay(FileLayout layout, Path directory, ProgressLine progress)
            throws Exception {
        Settings settings = settings(layout);
        long began = System.nanoTime();
        FileSurvey survey =
                FileSurvey.of(
                        layout,
                        input.input(),
                        settings.currency(),
                        lastInstant(settings),
                        done -> progress.update(() -> bar("looking through", done)));
        double surveyed = secondsSince(began);
        Replay replay =
                new Replay(
                        layout,
                        input.input(),
                        lastInstant(settings),
                        RuleFiles.texts(rules, settings.currency().fractionDigits()),
                        settings.bounded() ? settings : upToTheLatest(settings, survey));
        ReplaySummary summary = new ReplaySummary(replay, survey, parallelism);
        double records = Math.max(1, survey.records());
        try (ReplayOutput output = new ReplayOutput(directory)) {
            output.prepare();
            long started = System.nanoTime();
            summary.events(
                    replay.run(
                            output,
                            parallelism,
                            read -> progress.update(() -> bar("replaying", read / records))));
            double ran = secondsSince(started);
            output.complete();
            summary.results(output);
            summary.seconds(surveyed, ran);
        }
        summary.write(directory);
        return summary;
    }

    private Settings upToTheLatest(Settings settings, FileSurvey survey) {
        if (survey.latest().isEmpty()) {
            throw new IllegalArgumentException(
                    "--input: %s holds no event that can be used, so give the day with --as-of"
                            .formatted(input.input()));
        }
        long day = settings.calendar().dayOf(survey.latest().getAsLong());
        return settings.upTo(settings.calendar().endOf(day));
    }

    private static String bar(String what, double done) {
        int filled = (int) (BAR * Math.min(1, done));
        return "%-15s [%s%s] %3.0f %%"
                .formatted(what, "#".repeat(filled), ".".repeat(BAR - filled), 100 * done);
    }

    private void requireParallelism() {
        if (parallelism < 1 || parallelism > 128) {
            throw new IllegalArgumentException(
                    "--parallelism: %d, expected 1 to 128".formatted(parallelism));
        }
    }

    private Settings settings(FileLayout layout) throws IOException {
        Settings live = Settings.live(reportingCurrency(layout));
        Settings settings =
                new Settings(
                        live.currency(),
                        input.zone(layout).orElse(live.zone()),
                        new SlidingWindows(windows),
                        Math.max(live.retention(), windows.get(windows.size() - 1)),
                        live.duplicates(),
                        live.orderMemory(),
                        disorder,
                        kpiWindow,
                        live.lateness(),
                        live.models(),
                        live.anomalies(),
                        Long.MAX_VALUE);
        return asOf.or(() -> until)
                .map(day -> settings.upTo(settings.calendar().endOf(day.toEpochDay())))
                .orElse(settings);
    }

    /** Events later than this are passed over. */
    private long lastInstant(Settings settings) {
        return until.map(day -> settings.calendar().endOf(day.toEpochDay()))
                .filter(end -> end < settings.horizon())
                .orElse(settings.horizon());
    }

    private ReportingCurrency reportingCurrency(FileLayout layout) throws IOException {
        Optional<String> code = currency.or(layout::currency);
        if (code.isEmpty()) {
            code = FileSurvey.firstCurrency(layout, input.input());
        }
        return new ReportingCurrency(code.orElse("USD").toUpperCase(Locale.ROOT), rates);
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
