package io.clientele.quickstart.evaluate;

import io.clientele.analytics.backtest.ChurnBacktest;
import io.clientele.analytics.backtest.ClusterBacktest;
import io.clientele.analytics.backtest.Cut;
import io.clientele.analytics.backtest.FitBacktest;
import io.clientele.analytics.backtest.Section;
import io.clientele.analytics.backtest.TruthBacktest;
import io.clientele.analytics.backtest.ValueBacktest;
import io.clientele.analytics.backtest.VipBacktest;
import io.clientele.job.Settings;
import io.clientele.quickstart.feed.ProgressLine;
import io.clientele.quickstart.format.FileLayout;
import io.clientele.quickstart.replay.Replay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clientele evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Judges the models on a file: runs the main job over it up to a day, as replay --until"
                    + " does, takes the stream's own models and profiles as of that day, and holds"
                    + " them against the orders that the file has after it.",
            "Prints one table of every figure beside those of naive forecasts."
        })
public final class EvaluateCommand implements Callable<Integer> {

    private static final int USUAL_HORIZON = 273;

    @Spec private CommandSpec spec;

    @Mixin private ReplayedFile file = new ReplayedFile();

    @Option(
            names = "--cut",
            paramLabel = "DATE",
            required = true,
            description = "The last day that the models see, such as 2011-09-10.")
    private LocalDate cut;

    @Option(
            names = "--horizon",
            split = ",",
            paramLabel = "DAYS",
            description =
                    "Over how many days after the cut value is judged. Repeatable. Default: 273 (39"
                            + " weeks) if the file has them, and in any case all days that it has.")
    private List<Integer> horizons = List.of();

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description =
                    "What clientele generate --truth wrote with the file: also tells how well the"
                            + " truth was found out.")
    private Optional<Path> truth;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the figures to this file as well, as JSON.")
    private Optional<Path> out;

    @Override
    public Integer call() throws Exception {
        FileLayout layout = file.layout();
        if (file.preview(layout, spec.commandLine().getOut())) {
            return ExitCode.OK;
        }
        Settings settings = file.settings(layout);
        Optional<TruthFile> known =
                truth.isPresent() ? Optional.of(TruthFile.read(truth.get())) : Optional.empty();
        Evaluation evaluation;
        try (ProgressLine progress = ProgressLine.onTerminal()) {
            evaluation = evaluate(layout, settings, known, progress);
        }
        if (out.isPresent()) {
            Files.writeString(out.get(), evaluation.json());
        }
        spec.commandLine()
                .getOut()
                .print(new EvaluationText(settings.currency()).table(evaluation));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private Evaluation evaluate(
            FileLayout layout, Settings settings, Optional<TruthFile> known, ProgressLine progress)
            throws Exception {
        long day = cut.toEpochDay();
        FileOrders orders =
                FileOrders.read(
                        layout,
                        file.input(),
                        settings,
                        day,
                        done -> progress.update(() -> ReplayedFile.bar("looking through", done)));
        requireInside(orders);
        SortedSet<Integer> days = days(orders.knownDays(day));
        Settings upToCut = settings.upTo(settings.calendar().endOf(day));
        double records = Math.max(1, orders.records());
        CutReplay replay =
                CutReplay.of(
                        new Replay(
                                layout,
                                file.input(),
                                upToCut.horizon(),
                                Collections.unmodifiableSortedMap(new TreeMap<>()),
                                upToCut),
                        file.parallelism(),
                        read ->
                                progress.update(
                                        () -> ReplayedFile.bar("replaying", read / records)));
        Cut judged =
                new Cut(
                        day,
                        settings.calendar(),
                        replay.models(),
                        replay.profiles(),
                        orders.later(),
                        orders.knownDays(day));
        if (judged.buyers().isEmpty()) {
            throw new IllegalArgumentException(
                    "--cut: %s, but no customer has ordered by then".formatted(cut));
        }
        return new Evaluation(
                layout.cliName(),
                file.input().getFileName().toString(),
                cut,
                LocalDate.ofEpochDay(orders.lastDay()),
                settings.currency().code(),
                judged.buyers().size(),
                sections(judged, days, known, settings, progress));
    }

    private static List<Section> sections(
            Cut judged,
            SortedSet<Integer> days,
            Optional<TruthFile> known,
            Settings settings,
            ProgressLine progress) {
        List<Supplier<Section>> wanted = new ArrayList<>();
        wanted.add(() -> FitBacktest.of(judged, settings.currency()));
        days.forEach(horizon -> wanted.add(() -> ValueBacktest.of(judged, horizon)));
        wanted.add(() -> VipBacktest.of(judged, days.last()));
        wanted.add(() -> ChurnBacktest.of(judged));
        wanted.add(() -> ClusterBacktest.of(judged));
        known.ifPresent(
                told ->
                        wanted.add(
                                () ->
                                        new TruthBacktest(
                                                        judged,
                                                        told.run(),
                                                        told.customers(),
                                                        settings.currency())
                                                .section()));
        List<Section> sections = new ArrayList<>();
        for (Supplier<Section> one : wanted) {
            double done = (double) sections.size() / wanted.size();
            progress.update(() -> ReplayedFile.bar("evaluating", done));
            sections.add(one.get());
        }
        return sections;
    }

    private void requireInside(FileOrders orders) {
        long day = cut.toEpochDay();
        if (day < orders.firstDay() || day >= orders.lastDay()) {
            throw new IllegalArgumentException(
                    "--cut: %s, expected a day from %s to %s: the file's events are from %s to %s"
                            .formatted(
                                    cut,
                                    LocalDate.ofEpochDay(orders.firstDay()),
                                    LocalDate.ofEpochDay(orders.lastDay() - 1),
                                    LocalDate.ofEpochDay(orders.firstDay()),
                                    LocalDate.ofEpochDay(orders.lastDay())));
        }
    }

    private SortedSet<Integer> days(int known) {
        for (int horizon : horizons) {
            if (horizon < 1 || horizon > known) {
                throw new IllegalArgumentException(
                        "--horizon: %d, expected 1 to %d days: so many are there after the cut"
                                .formatted(horizon, known));
            }
        }
        TreeSet<Integer> days = new TreeSet<>(horizons);
        if (horizons.isEmpty() && known >= USUAL_HORIZON) {
            days.add(USUAL_HORIZON);
        }
        days.add(known);
        return days;
    }
}
