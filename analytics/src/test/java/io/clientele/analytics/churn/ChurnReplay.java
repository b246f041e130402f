package io.clientele.analytics.churn;

import io.clientele.analytics.evaluate.Probabilities;
import io.clientele.analytics.evaluate.Ranks;
import io.clientele.analytics.history.ShopHistory;
import io.clientele.analytics.ledger.Standing;
import io.clientele.analytics.value.PurchaseStatistics;
import io.clientele.analytics.value.ValueEstimator;
import io.clientele.analytics.value.ValueSettings;
import io.clientele.analytics.value.ValueTraining;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Trains on a shop's history day by day and scores everybody at a day's end. */
final class ChurnReplay {

    private static final int DAYS_BETWEEN_FITS = 7;

    private final ShopHistory history;
    private final ChurnTrainer trainer;
    private final boolean withPurchaseModel;
    private Optional<ValueEstimator> value = Optional.empty();
    final List<ChampionChange> changes = new ArrayList<>();

    ChurnReplay(ShopHistory history, ChurnSettings settings, boolean withPurchaseModel) {
        this.history = history;
        this.trainer = new ChurnTrainer(settings);
        this.withPurchaseModel = withPurchaseModel;
    }

    /**
     * What scoring everybody at a day's end came to, against what happened.
     *
     * @param recencyAuc of the days since the last order
     */
    record Score(
            LocalDate day,
            ChurnModel model,
            int customers,
            double auc,
            double recencyAuc,
            double purchaseAuc,
            double brier,
            double baseRateBrier,
            double logLoss) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s: %,d customers, champion %s, AUC %.4f (recency %.4f, purchase model %.4f),"
                            + " Brier %.4f (base rate %.4f), log loss %.4f; learnt from %,d labels;"
                            + " window: regression %s, purchase model %s",
                    day,
                    customers,
                    model.champion().label(),
                    auc,
                    recencyAuc,
                    purchaseAuc,
                    brier,
                    baseRateBrier,
                    logLoss,
                    model.learnt(),
                    text(model.figures()),
                    text(model.purchaseFigures()));
        }

        private static String text(ModelFigures figures) {
            return String.format(
                    Locale.ROOT,
                    "AUC %.4f, log loss %.4f, Brier %.4f, calibration error %.3f over %,d labels",
                    figures.auc(),
                    figures.logLoss(),
                    figures.brier(),
                    figures.calibrationError(),
                    figures.labels());
        }
    }

    /** Trains to each of the days, in order, and scores there. */
    List<Score> scores(LocalDate... days) {
        List<Score> scores = new ArrayList<>();
        List<LocalDate> wanted = List.of(days);
        long last = wanted.get(wanted.size() - 1).toEpochDay();
        history.forEachDay(
                last,
                (day, standings) -> {
                    List<ChurnRow> rows = rows(day, standings);
                    ChurnModel model = trainer.endDay(day, rows);
                    model.change().filter(change -> change.day() == day).ifPresent(changes::add);
                    LocalDate date = LocalDate.ofEpochDay(day);
                    if (wanted.contains(date)) {
                        scores.add(score(date, rows, model));
                    }
                });
        return scores;
    }

    private List<ChurnRow> rows(long day, Map<String, Standing> standings) {
        if (withPurchaseModel && day % DAYS_BETWEEN_FITS == 0) {
            PurchaseStatistics population = new PurchaseStatistics();
            standings.values().forEach(standing -> population.add(standing.lifetime()));
            value =
                    ValueTraining.of(
                                    population,
                                    day,
                                    ValueSettings.USUAL,
                                    value.map(ValueEstimator::model))
                            .current()
                            .map(ValueEstimator::new);
        }
        List<ChurnRow> rows = new ArrayList<>();
        standings.forEach(
                (customer, standing) -> {
                    ChurnRow row = ChurnRow.of(customer, standing);
                    rows.add(
                            value.map(estimator -> estimator.estimate(standing.lifetime(), day))
                                    .map(told -> row.withPurchaseModel(told.probabilityOfSilence()))
                                    .orElse(row));
                });
        return rows;
    }

    private Score score(LocalDate date, List<ChurnRow> rows, ChurnModel model) {
        long day = date.toEpochDay();
        double[] risks = new double[rows.size()];
        double[] recencies = new double[rows.size()];
        double[] silences = new double[rows.size()];
        boolean[] churned = new boolean[rows.size()];
        int horizon = model.settings().horizonDays();
        for (int i = 0; i < risks.length; i++) {
            ChurnRow row = rows.get(i);
            risks[i] = model.predict(row, day).orElseThrow().risk();
            recencies[i] = ChurnFeatures.recency(row.standing(), day);
            silences[i] = Double.isNaN(row.purchaseModel()) ? 0 : row.purchaseModel();
            churned[i] = !history.ordersWithin(row.customerId(), day, horizon);
        }
        return new Score(
                date,
                model,
                rows.size(),
                Ranks.areaUnderCurve(risks, churned),
                Ranks.areaUnderCurve(recencies, churned),
                Ranks.areaUnderCurve(silences, churned),
                Probabilities.brier(risks, churned),
                Probabilities.baseRateBrier(churned),
                Probabilities.logLoss(risks, churned));
    }
}
