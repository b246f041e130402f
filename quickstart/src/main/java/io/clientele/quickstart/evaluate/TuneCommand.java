package io.clientele.quickstart.evaluate;

import io.clientele.analytics.backtest.ChurnTrials;
import io.clientele.analytics.churn.ChurnSettings;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.model.ModelSettings;
import io.clientele.analytics.model.ModelTrainer;
import io.clientele.analytics.model.TrainingState;
import io.clientele.job.Settings;
import io.clientele.quickstart.feed.ProgressLine;
import io.clientele.quickstart.format.FileLayout;
import io.clientele.quickstart.replay.FileSurvey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clientele tune}. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Searches for settings of the churn regression on a file: runs the main job's ledger"
                    + " over it, trains one regression for each candidate as the job would, day by"
                    + " day, and judges each prediction when its outcome is known.",
            "Candidates are ranked on predictions whose outcome was known by the split, and told"
                    + " with how they did on those made after it, which had no part in the choice.",
            "Writes the best as a configuration file that the job, and evaluate, load."
        })
public final class TuneCommand implements Callable<Integer> {

    private static final double CHOOSING_SHARE = 0.6;
    private static final int FEWEST_SNAPSHOTS = 2;

    @Spec private CommandSpec spec;

    @Mixin private ReplayedFile file = new ReplayedFile();

    @Option(
            names = "--search",
            paramLabel = "KIND",
            description = "grid or random. Default: ${DEFAULT-VALUE}.",
            defaultValue = "random")
    private SearchSpace search;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description =
                    "How many candidates at the most, those in force among them. Default:"
                            + " ${DEFAULT-VALUE}.",
            defaultValue = "31")
    private int most;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What random candidates follow from. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--by",
            paramLabel = "FIGURE",
            description = "What is best: log-loss, brier or auc. Default: ${DEFAULT-VALUE}.",
            defaultValue = "log-loss",
            converter = TuningGoal.Named.class)
    private TuningGoal goal;

    @Option(
            names = "--horizon",
            paramLabel = "DAYS",
            description =
                    "A customer has churned who orders nothing within it. Default: that of the"
                            + " configuration, 90.")
    private Optional<Integer> horizon;

    @Option(
            names = "--split",
            paramLabel = "DATE",
            description =
                    "Outcomes known by that day choose; predictions made from it on tell how good"
                            + " the choice is. Default: so that about 60 %% of the snapshots choose.")
    private Optional<LocalDate> split;

    @Option(
            names = "--panel",
            paramLabel = "N",
            description =
                    "The most customers that are learnt from; of more, those whose ids hash lowest."
                            + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "10000")
    private int panel;

    @Option(
            names = "--show",
            paramLabel = "N",
            description = "How many of the best are told. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private int shown;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the best to this file, as configuration.")
    private Optional<Path> out;

    @Override
    public Integer call() throws Exception {
        FileLayout layout = file.layout();
        if (file.preview(layout, spec.commandLine().getOut())) {
            return ExitCode.OK;
        }
        if (most < 1 || most > 200) {
            throw new IllegalArgumentException("--trials: %d, expected 1 to 200".formatted(most));
        }
        Tuning tuning;
        try (ProgressLine progress = ProgressLine.onTerminal()) {
            tuning = tune(layout, progress);
        }
        TuningText text = new TuningText(tuning, file.input(), goal);
        spec.commandLine().getOut().print(text.table(Math.max(1, shown)));
        if (out.isPresent()) {
            Files.writeString(out.get(), text.configuration());
            spec.commandLine().getOut().printf("the best is in %s%n", out.get());
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private Tuning tune(FileLayout layout, ProgressLine progress) throws Exception {
        Settings settings = file.settings(layout);
        ModelSettings models = models(settings.models());
        FileSurvey survey =
                FileSurvey.of(
                        layout,
                        file.input(),
                        settings.currency(),
                        Long.MAX_VALUE,
                        done -> progress.update(() -> ReplayedFile.bar("looking through", done)));
        long latest =
                survey.latest()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "--input: %s holds no event that can be used"
                                                        .formatted(file.input())));
        long lastDay = settings.calendar().dayOf(latest);
        Settings bounded = settings.upTo(settings.calendar().endOf(lastDay));
        progress.update(() -> "replaying the ledger");
        StandingsReplay standings =
                StandingsReplay.of(layout, file.input(), bounded, file.parallelism());
        long firstDay = standings.changes().firstKey();
        long splitDay = splitDay(firstDay, lastDay, models.churn());
        ChurnTrials trials =
                new ChurnTrials(
                        ChurnSettings.DEFAULT
                                .withHorizon(models.churn().horizonDays())
                                .withInterval(models.churn().intervalDays()),
                        search.candidates(models.churn().regression(), most, seed));
        run(trials, standings, models, firstDay, lastDay, progress);
        return new Tuning(trials.trials(), models.churn(), firstDay, splitDay, lastDay);
    }

    private ModelSettings models(ModelSettings configured) {
        ModelSettings.Churn churn = configured.churn();
        return new ModelSettings(
                true,
                panel,
                configured.value(),
                configured.clusters(),
                new ModelSettings.Churn(
                        horizon.orElse(churn.horizonDays()),
                        churn.intervalDays(),
                        churn.regression()));
    }

    /** Days go by as in the job; its own training also makes the purchase model of each day. */
    private static void run(
            ChurnTrials trials,
            StandingsReplay standings,
            ModelSettings models,
            long firstDay,
            long lastDay,
            ProgressLine progress) {
        ModelTrainer trainer = new ModelTrainer(models, new TrainingState());
        for (long day = firstDay; day <= lastDay; day++) {
            long today = day;
            double done = (double) (day - firstDay) / (lastDay - firstDay + 1);
            progress.update(() -> ReplayedFile.bar("trying", done));
            Map<String, Optional<Standing>> changes =
                    standings.changes().getOrDefault(day, Map.of());
            changes.forEach((customer, now) -> trainer.change(customer, today, now));
            trainer.endDay(day, day == lastDay);
            if (trials.isDue(day)) {
                trials.endDay(day, trainer.churnRows());
            }
        }
    }

    private long splitDay(long firstDay, long lastDay, ModelSettings.Churn churn) {
        long firstJudged = firstDay + churn.horizonDays() + churn.intervalDays();
        long days = lastDay - 2L * churn.horizonDays() - firstJudged;
        long fewest = 2L * FEWEST_SNAPSHOTS * churn.intervalDays();
        if (days < fewest) {
            throw new IllegalArgumentException(
                    ("--input: %s holds %d days, expected at least %d for a horizon of %d"
                                    + " days: to learn from, to choose by and to judge the choice by")
                            .formatted(
                                    file.input(),
                                    lastDay - firstDay + 1,
                                    lastDay - firstDay + 1 + fewest - days,
                                    churn.horizonDays()));
        }
        long least = firstJudged + churn.horizonDays() + churn.intervalDays();
        long latest = lastDay - churn.horizonDays() - churn.intervalDays();
        long day =
                split.map(LocalDate::toEpochDay)
                        .orElse(firstJudged + churn.horizonDays() + (long) (CHOOSING_SHARE * days));
        if (day < least || day > latest) {
            throw new IllegalArgumentException(
                    "--split: %s, expected a day from %s to %s"
                            .formatted(
                                    LocalDate.ofEpochDay(day),
                                    LocalDate.ofEpochDay(least),
                                    LocalDate.ofEpochDay(latest)));
        }
        return day;
    }
}
