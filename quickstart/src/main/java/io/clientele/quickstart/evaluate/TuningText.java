package io.clientele.quickstart.evaluate;

import io.clientele.analytics.backtest.ChurnTrial;
import io.clientele.analytics.backtest.ChurnTrial.Figures;
import io.clientele.analytics.churn.FtrlSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * What a search found, as a table for people and as configuration.
 *
 * @param input the file that it was found on
 * @param goal what is best
 */
record TuningText(Tuning tuning, Path input, TuningGoal goal) {

    private static final String LINE = "%-10s %13s %8s %10s %10s   %8s %8s %8s   %8s %8s %8s%n";

    String table(int most) {
        StringBuilder table = new StringBuilder(2_048);
        List<ChurnTrial> ranked = tuning.ranked(goal);
        Figures choosing = tuning.choosing(ranked.get(0));
        Figures heldOut = tuning.heldOut(ranked.get(0));
        table.append(
                ("%d candidates, best by %s on %d snapshots whose outcome was known by %s;"
                                + " held out: %d snapshots from then on%n")
                        .formatted(
                                ranked.size(),
                                goal.label(),
                                choosing.days(),
                                LocalDate.ofEpochDay(tuning.splitDay()),
                                heldOut.days()));
        table.append(
                LINE.formatted(
                        "",
                        "learning-rate",
                        "beta",
                        "l1",
                        "l2",
                        "log loss",
                        "Brier",
                        "AUC",
                        "held out",
                        "Brier",
                        "AUC"));
        for (int i = 0; i < Math.min(most, ranked.size()); i++) {
            line(Integer.toString(i + 1), ranked.get(i), table);
        }
        line("in force", tuning.inForce(), table);
        return table.toString();
    }

    private void line(String name, ChurnTrial trial, StringBuilder table) {
        FtrlSettings tried = trial.regression();
        Figures choosing = tuning.choosing(trial);
        Figures heldOut = tuning.heldOut(trial);
        table.append(
                LINE.formatted(
                        name,
                        plain(tried.alpha()),
                        plain(tried.beta()),
                        plain(tried.l1()),
                        plain(tried.l2()),
                        figure(choosing.logLoss()),
                        figure(choosing.brier()),
                        figure(choosing.auc()),
                        figure(heldOut.logLoss()),
                        figure(heldOut.brier()),
                        figure(heldOut.auc())));
    }

    /** The best, as a configuration file. */
    String configuration() {
        ChurnTrial best = tuning.ranked(goal).get(0);
        FtrlSettings found = best.regression();
        Figures figures = tuning.heldOut(best);
        Figures before = tuning.heldOut(tuning.inForce());
        return """
               # Found by clientele tune on %s, %s to %s: the best of %d by %s.
               # On predictions from %s on, which had no part in the choice:
               # log loss %s, Brier %s, AUC %s (with the settings then in force %s, %s, %s).
               models:
                 churn:
                   horizon: %dd
                   interval: %dd
                   learning-rate: %s
                   beta: %s
                   l1: %s
                   l2: %s
               """
                .formatted(
                        input.getFileName(),
                        LocalDate.ofEpochDay(tuning.firstDay()),
                        LocalDate.ofEpochDay(tuning.lastDay()),
                        tuning.trials().size(),
                        goal.label(),
                        LocalDate.ofEpochDay(tuning.splitDay()),
                        figure(figures.logLoss()),
                        figure(figures.brier()),
                        figure(figures.auc()),
                        figure(before.logLoss()),
                        figure(before.brier()),
                        figure(before.auc()),
                        tuning.churn().horizonDays(),
                        tuning.churn().intervalDays(),
                        plain(found.alpha()),
                        plain(found.beta()),
                        plain(found.l1()),
                        plain(found.l2()));
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "-" : "%.4f".formatted(value);
    }

    /** Exactly, without an exponent. */
    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
