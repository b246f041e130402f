package io.clientele.quickstart.evaluate;

import io.clientele.analytics.backtest.ChurnTrial;
import io.clientele.analytics.model.ModelSettings;
import java.util.Comparator;
import java.util.List;

/**
 * How candidates did.
 *
 * @param trials the one in force first
 * @param churn what they have in common
 * @param firstDay of the file, days since 1970
 * @param splitDay outcomes up to its end choose, predictions from its end on judge the choice
 * @param lastDay of the file
 */
record Tuning(
        List<ChurnTrial> trials,
        ModelSettings.Churn churn,
        long firstDay,
        long splitDay,
        long lastDay) {

    Tuning {
        trials = List.copyOf(trials);
    }

    ChurnTrial inForce() {
        return trials.get(0);
    }

    /** The best first; of equally good ones the one that was tried first. */
    List<ChurnTrial> ranked(TuningGoal goal) {
        return trials.stream()
                .sorted(Comparator.comparingDouble(trial -> goal.cost(choosing(trial))))
                .toList();
    }

    /** On the predictions whose outcome was known by the split. */
    ChurnTrial.Figures choosing(ChurnTrial trial) {
        return trial.figures(firstDay, splitDay - churn.horizonDays());
    }

    /** On the predictions made from the split on. */
    ChurnTrial.Figures heldOut(ChurnTrial trial) {
        return trial.figures(splitDay, lastDay);
    }
}
