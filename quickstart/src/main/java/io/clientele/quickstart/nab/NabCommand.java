package io.clientele.quickstart.nab;

import io.clientele.analytics.anomaly.DetectorSettings;
import io.clientele.analytics.anomaly.ForestSettings;
import io.clientele.analytics.anomaly.ForestSettings.Judgement;
import io.clientele.analytics.anomaly.ForestSettings.Transform;
import io.clientele.analytics.anomaly.RandomCutForestDetector;
import io.clientele.analytics.anomaly.SeasonalDetector;
import io.clientele.analytics.anomaly.nab.LabelledSeries;
import io.clientele.analytics.anomaly.nab.NabProfile;
import io.clientele.analytics.anomaly.nab.NabScoring;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code clientele nab}: both detectors on the series of the Numenta Anomaly Benchmark. */
@Command(
        name = "nab",
        mixinStandardHelpOptions = true,
        description = {
            "Scores the anomaly detectors on series of the Numenta Anomaly Benchmark, by its"
                    + " standard profile: one table of what each series is worth, at one threshold"
                    + " a detector."
        })
public final class NabCommand implements Callable<Integer> {

    private static final DetectorSettings SETTINGS = new DetectorSettings(0.5, 0, 0);

    @Spec private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The folder that holds data/ and windows.json.")
    private Path folder;

    @Option(
            names = "--grid",
            description = "Score random cut forests of many settings instead, one a line.")
    private boolean grid;

    /** Scores; 0, or an exception that says what cannot be read. */
    @Override
    public Integer call() throws IOException {
        List<LabelledSeries> corpus = NabCorpus.read(folder);
        PrintWriter out = spec.commandLine().getOut();
        if (grid) {
            tellGrid(corpus, out);
        } else {
            Contestant seasonal = new Contestant(() -> new SeasonalDetector(SETTINGS), corpus);
            Contestant forest =
                    new Contestant(
                            () -> new RandomCutForestDetector(SETTINGS, ForestSettings.BEST),
                            corpus);
            tellSeries(corpus, seasonal, forest, out);
            tellTotals(seasonal, forest, out);
            tellHeldOut(corpus, seasonal, forest, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void tellSeries(
            List<LabelledSeries> corpus, Contestant seasonal, Contestant forest, PrintWriter out) {
        NabScoring scoring = new NabScoring(NabProfile.STANDARD);
        out.printf("%-54s %9s %9s %6s %8s%n", "series", "seasonal", "forest", "null", "perfect");
        for (int number = 0; number < corpus.size(); number++) {
            LabelledSeries series = corpus.get(number);
            out.printf(
                    "%-54s %9.2f %9.2f %6.0f %8.0f%n",
                    series.name(),
                    seasonal.score(number),
                    forest.score(number),
                    scoring.nullScore(series),
                    scoring.perfectScore(series));
        }
    }

    private static void tellTotals(Contestant seasonal, Contestant forest, PrintWriter out) {
        out.printf("%-54s %9s %9s%n", "threshold", seasonal.threshold(), forest.threshold());
        Map<String, NabProfile> profiles = new TreeMap<>();
        profiles.put("NAB score, standard profile", NabProfile.STANDARD);
        profiles.put("NAB score, low false positives", NabProfile.LOW_FALSE_POSITIVES);
        profiles.put("NAB score, low false negatives", NabProfile.LOW_FALSE_NEGATIVES);
        profiles.forEach(
                (name, profile) ->
                        out.printf(
                                "%-54s %9.2f %9.2f %6d %8d%n",
                                name, seasonal.total(profile), forest.total(profile), 0, 100));
        out.printf(
                "%-54s %9.1f %9.1f%n",
                "microseconds a point", seasonal.microsAPoint(), forest.microsAPoint());
    }

    /** What a threshold is worth on series that it was not chosen on. */
    private static void tellHeldOut(
            List<LabelledSeries> corpus, Contestant seasonal, Contestant forest, PrintWriter out) {
        out.printf(
                "%-54s %9.2f %9.2f%n",
                "threshold chosen without the series itself",
                seasonal.heldOut(LabelledSeries::name),
                forest.heldOut(LabelledSeries::name));
        out.printf(
                "%-54s %9.2f %9.2f%n",
                "threshold chosen without the series' category",
                seasonal.heldOut(NabCommand::category),
                forest.heldOut(NabCommand::category));
        corpus.stream()
                .map(NabCommand::category)
                .distinct()
                .forEach(
                        left ->
                                out.printf(
                                        "%-54s %9.2f %9.2f%n",
                                        "NAB score without " + left,
                                        seasonal.without(left, NabCommand::category),
                                        forest.without(left, NabCommand::category)));
    }

    private static String category(LabelledSeries series) {
        return series.name().replaceFirst("/.*", "");
    }

    private static void tellGrid(List<LabelledSeries> corpus, PrintWriter out) {
        out.printf(
                "%8s %6s %7s %-22s %-5s %-7s %9s%n",
                "shingle", "trees", "sample", "transform", "time", "by", "NAB score");
        for (ForestSettings each : settingsOfTheGrid()) {
            Contestant forest =
                    new Contestant(() -> new RandomCutForestDetector(SETTINGS, each), corpus);
            out.printf(
                    "%8d %6d %7d %-22s %-5s %-7s %9.2f%n",
                    each.shingle(),
                    each.trees(),
                    each.sample(),
                    each.transform(),
                    each.timeAugmented() ? "yes" : "no",
                    each.judgement(),
                    forest.total(NabProfile.STANDARD));
            out.flush();
        }
    }

    private static List<ForestSettings> settingsOfTheGrid() {
        List<ForestSettings> all = new ArrayList<>();
        for (int shingle : new int[] {1, 2, 4, 8, 10, 16}) {
            for (Transform transform :
                    List.of(Transform.NONE, Transform.NORMALIZE, Transform.NORMALIZE_DIFFERENCE)) {
                for (Judgement judgement : Judgement.values()) {
                    all.add(new ForestSettings(shingle, 50, 256, transform, false, judgement));
                }
            }
        }
        for (int shingle : new int[] {1, 8}) {
            all.add(new ForestSettings(shingle, 50, 256, Transform.NONE, true, Judgement.SCORE));
        }
        all.add(new ForestSettings(1, 100, 256, Transform.NONE, false, Judgement.SCORE));
        all.add(new ForestSettings(1, 50, 1_024, Transform.NONE, false, Judgement.SCORE));
        return all;
    }
}
