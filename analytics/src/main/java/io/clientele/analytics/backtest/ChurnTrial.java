package io.clientele.analytics.backtest;

import io.clientele.analytics.churn.Candidate;
import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.churn.ChurnRow;
import io.clientele.analytics.churn.ChurnSettings;
import io.clientele.analytics.churn.ChurnTrainer;
import io.clientele.analytics.churn.FtrlSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * A churn regression that is trained by settings on trial, day by day, and judged on predictions
 * that it made before it knew their outcome.
 *
 * <p>Not thread-safe.
 */
public final class ChurnTrial {

    /**
     * How the regression did on the predictions of some days: each figure is the mean of the days'.
     *
     * @param days how many days
     * @param auc 0 to 1
     * @param logLoss 0 or more
     * @param brier 0 to 1
     */
    public record Figures(int days, double auc, double logLoss, double brier) {}

    private final FtrlSettings regression;
    private final ChurnTrainer trainer;
    private final List<Judgement> judgements = new ArrayList<>();

    /** The figures of the predictions of a day. */
    record Judgement(long day, double auc, double logLoss, double brier) {}

    /** With nothing learnt yet. */
    ChurnTrial(ChurnSettings settings) {
        regression = settings.regression();
        trainer = new ChurnTrainer(settings);
    }

    /** What is on trial. */
    public FtrlSettings regression() {
        return regression;
    }

    void endDay(long day, List<ChurnRow> rows) {
        trainer.endDay(day, rows);
    }

    /** The regression's risks; none before it has learnt. */
    double[] risks(long day, List<ChurnRow> rows) {
        ChurnModel model = trainer.model();
        if (model.weights().isEmpty()) {
            return new double[0];
        }
        return rows.stream()
                .mapToDouble(row -> model.risk(Candidate.REGRESSION, row, day))
                .toArray();
    }

    void judge(Judgement judgement) {
        judgements.add(judgement);
    }

    /** The figures of the predictions of the days from one up to another, both included. */
    public Figures figures(long from, long to) {
        List<Judgement> wanted =
                judgements.stream().filter(one -> one.day() >= from && one.day() <= to).toList();
        return new Figures(
                wanted.size(),
                wanted.stream().mapToDouble(Judgement::auc).average().orElse(Double.NaN),
                wanted.stream().mapToDouble(Judgement::logLoss).average().orElse(Double.NaN),
                wanted.stream().mapToDouble(Judgement::brier).average().orElse(Double.NaN));
    }
}
