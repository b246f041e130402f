package io.clientele.analytics.backtest;

import io.clientele.analytics.backtest.ChurnTrial.Judgement;
import io.clientele.analytics.churn.ChurnRow;
import io.clientele.analytics.churn.ChurnSettings;
import io.clientele.analytics.churn.FtrlSettings;
import io.clientele.analytics.evaluate.Probabilities;
import io.clientele.analytics.evaluate.Ranks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Several settings of the churn regression on trial at once, on the same customers and days, as a
 * running job would train them: day by day, each label learnt when it is known. On each day of a
 * snapshot the trials predict; when the horizon has passed the predictions are judged.
 *
 * <p>Not thread-safe.
 */
public final class ChurnTrials {

    private final ChurnSettings settings;
    private final List<ChurnTrial> trials;
    private final NavigableMap<Long, Predictions> waiting = new TreeMap<>();

    /** What each trial predicted of the same customers. */
    private record Predictions(List<String> customers, List<double[]> risks) {}

    /**
     * Trials that differ in how the regression learns.
     *
     * @param settings for all the rest
     */
    public ChurnTrials(ChurnSettings settings, List<FtrlSettings> regressions) {
        this.settings = settings;
        trials =
                regressions.stream()
                        .map(one -> new ChurnTrial(settings.withRegression(one)))
                        .toList();
    }

    /** Whether anything is to be done at a day's end. */
    public boolean isDue(long day) {
        return isSnapshot(day) || isSnapshot(day - settings.horizonDays());
    }

    private boolean isSnapshot(long day) {
        return Math.floorMod(day, settings.snapshotDays()) == 0;
    }

    /**
     * Ends a day that is due.
     *
     * @param rows customers with an order, each once
     */
    public void endDay(long day, List<ChurnRow> rows) {
        long judged = day - settings.horizonDays();
        Predictions due = waiting.remove(judged);
        if (due != null) {
            judge(judged, due, rows);
        }
        trials.forEach(trial -> trial.endDay(day, rows));
        if (isSnapshot(day) && !rows.isEmpty()) {
            waiting.put(
                    day,
                    new Predictions(
                            rows.stream().map(ChurnRow::customerId).toList(),
                            trials.stream().map(trial -> trial.risks(day, rows)).toList()));
        }
    }

    private void judge(long from, Predictions due, List<ChurnRow> rows) {
        boolean[] churned = churned(from, due.customers(), rows);
        for (int t = 0; t < trials.size(); t++) {
            double[] risks = due.risks().get(t);
            if (risks.length > 0) {
                Judgement judgement =
                        new Judgement(
                                from,
                                Ranks.areaUnderCurve(risks, churned),
                                Probabilities.logLoss(risks, churned),
                                Probabilities.brier(risks, churned));
                trials.get(t).judge(judgement);
            }
        }
    }

    private static boolean[] churned(long from, List<String> customers, List<ChurnRow> rows) {
        Map<String, Long> lastOrderDays = new HashMap<>();
        for (ChurnRow row : rows) {
            lastOrderDays.put(row.customerId(), row.standing().lifetime().lastOrderDay());
        }
        boolean[] churned = new boolean[customers.size()];
        for (int i = 0; i < churned.length; i++) {
            // Who was removed meanwhile had been silent for longer than any horizon.
            churned[i] = lastOrderDays.getOrDefault(customers.get(i), from) <= from;
        }
        return churned;
    }

    /** The trials, in the order in which they were given. */
    public List<ChurnTrial> trials() {
        return trials;
    }
}
