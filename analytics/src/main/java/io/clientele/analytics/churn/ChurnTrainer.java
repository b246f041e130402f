package io.clientele.analytics.churn;

import io.clientele.analytics.statistics.CustomerHash;
import io.clientele.analytics.statistics.Standardisation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Trains the churn model from day to day on a panel of customers. At times it takes a snapshot of
 * them with what is predicted; when the horizon has passed it compares, calibrates, and only then
 * learns from it.
 *
 * <p>An order within the horizon is known the day it comes, its absence only at the horizon's end.
 * All labels of a snapshot are learnt then: to learn the orders at once would teach, of the newest
 * snapshots, only of those who came back.
 *
 * <p>What comes out depends on the rows and the settings alone. Not thread-safe; {@link
 * ChurnTrainerCodec} keeps it.
 */
public final class ChurnTrainer {

    /** What is left of the calibration's memory from one snapshot to the next. */
    private static final double CALIBRATION_KEEPS = 0.9;

    /** A log loss higher than this part of the champion's rules a challenger out. */
    private static final double WORSE_LOG_LOSS = 1.05;

    private final ChurnSettings settings;
    final NavigableMap<Long, Snapshot> waiting = new TreeMap<>();
    final Regression regression;
    final RunningCalibration calibration;
    final RunningCalibration purchaseCalibration;
    final Contest contest = new Contest();
    private ChurnModel model;

    /** With nothing learnt yet. */
    public ChurnTrainer(ChurnSettings settings) {
        this.settings = settings;
        int features = new ChurnFeatures(settings.additionalFeatures()).count();
        regression = new Regression(settings.regression(), features);
        calibration = new RunningCalibration();
        purchaseCalibration = new RunningCalibration();
        model = untrained(settings, features);
    }

    /** As it was kept, but for what is waiting and the contest. */
    ChurnTrainer(
            ChurnModel model,
            Regression regression,
            RunningCalibration calibration,
            RunningCalibration purchaseCalibration) {
        this.settings = model.settings();
        this.model = model;
        this.regression = regression;
        this.calibration = calibration;
        this.purchaseCalibration = purchaseCalibration;
    }

    private static ChurnModel untrained(ChurnSettings settings, int features) {
        return new ChurnModel(
                0,
                Long.MIN_VALUE,
                settings,
                Candidate.REGRESSION,
                0,
                new Standardisation(new double[features], new double[features]),
                List.of(),
                PlattScaling.IDENTITY,
                PlattScaling.IDENTITY,
                ModelFigures.NONE,
                ModelFigures.NONE,
                Optional.empty());
    }

    /**
     * The same with a regression that learns otherwise from now on: what it has learnt stays. A job
     * that is restored with other settings goes on with it.
     */
    public ChurnTrainer learningBy(FtrlSettings other) {
        if (other.equals(settings.regression())) {
            return this;
        }
        ChurnTrainer trainer =
                new ChurnTrainer(
                        model.learningBy(other),
                        new Regression(
                                regression.moments,
                                regression.learner.learningBy(other),
                                regression.labels),
                        calibration,
                        purchaseCalibration);
        trainer.waiting.putAll(waiting);
        trainer.contest.days.putAll(contest.days);
        return trainer;
    }

    /** How it trains. */
    public ChurnSettings settings() {
        return settings;
    }

    /** The newest version; version 0, which predicts nothing, before the first day. */
    public ChurnModel model() {
        return model;
    }

    /**
     * Learns from a day's end.
     *
     * @param day the day that ends, later than the one before
     * @param rows the panel's customers with an order, each once, in any order
     * @return the newest version: the one of the day before unless something was learnt
     */
    public ChurnModel endDay(long day, List<ChurnRow> rows) {
        boolean learnt = learnWhatIsDue(day, rows);
        Candidate champion = champion(rows);
        if (learnt || model.version() == 0 || champion != model.champion()) {
            model = next(day, champion);
        }
        if (Math.floorMod(day, settings.snapshotDays()) == 0 && !rows.isEmpty()) {
            int most = settings.mostInSnapshot();
            waiting.put(day, Snapshot.take(day, rows, model, most));
        }
        return model;
    }

    private boolean learnWhatIsDue(long day, List<ChurnRow> rows) {
        NavigableMap<Long, Snapshot> due = waiting.headMap(day - settings.horizonDays(), true);
        if (due.isEmpty()) {
            return false;
        }
        Map<Long, Long> lastOrderDays = new HashMap<>();
        for (ChurnRow row : rows) {
            lastOrderDays.put(
                    CustomerHash.of(row.customerId()), row.standing().lifetime().lastOrderDay());
        }
        due.values().forEach(snapshot -> learn(snapshot, day, lastOrderDays));
        due.clear();
        contest.forget(day - settings.windowDays());
        return true;
    }

    private void learn(Snapshot snapshot, long day, Map<Long, Long> lastOrderDays) {
        List<Snapshot.Example> examples = snapshot.examples();
        int[] labels = new int[examples.size()];
        for (int i = 0; i < labels.length; i++) {
            Long lastOrderDay = lastOrderDays.get(examples.get(i).key());
            labels[i] = label(snapshot.day(), Optional.ofNullable(lastOrderDay)).orElse(-1);
        }
        compareAndCalibrate(day, examples, labels);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                regression.prepare(examples.get(i).doubles(), labels[i]);
            }
        }
        Standardisation standardisation = regression.standardisation();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                double[] features = examples.get(i).doubles();
                regression.learn(Regression.coordinates(features, standardisation), labels[i]);
            }
        }
    }

    /**
     * 1 without an order within the horizon, 0 with one; nothing of who is gone or cannot be told.
     */
    private OptionalInt label(long from, Optional<Long> lastOrderDay) {
        if (lastOrderDay.isEmpty()) {
            return OptionalInt.empty();
        }
        if (lastOrderDay.get() <= from) {
            return OptionalInt.of(1);
        }
        return lastOrderDay.get() <= from + settings.horizonDays()
                ? OptionalInt.of(0)
                : OptionalInt.empty();
    }

    private void compareAndCalibrate(long day, List<Snapshot.Example> examples, int[] labels) {
        calibration.fade(CALIBRATION_KEEPS);
        purchaseCalibration.fade(CALIBRATION_KEEPS);
        Standardisation standardisation = regression.standardisation();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                continue;
            }
            Snapshot.Example example = examples.get(i);
            contest.add(day, example, labels[i]);
            double[] features = example.doubles();
            if (regression.isTrained()) {
                double[] x = Regression.coordinates(features, standardisation);
                calibration.add(regression.learner.margin(x), labels[i]);
            }
            double purchaseLogOdds = features[ChurnFeatures.PURCHASE_MODEL];
            if (!Double.isNaN(purchaseLogOdds)) {
                purchaseCalibration.add(purchaseLogOdds, labels[i]);
            }
        }
    }

    /**
     * The other becomes champion where it ranks customers clearly better and its probabilities are
     * not clearly worse: both are calibrated alike, so ranking is what tells them apart. Until both
     * can be compared, the purchase model stays champion if there is one.
     */
    private Candidate champion(List<ChurnRow> rows) {
        Candidate current = model.champion();
        ModelFigures ofCurrent = contest.sharedFigures(current);
        if (ofCurrent.labels() >= settings.fewestLabels()) {
            ModelFigures ofOther = contest.sharedFigures(current.other());
            boolean ranksBetter = ofOther.auc() > ofCurrent.auc() + settings.lead();
            boolean isAsSharp = ofOther.logLoss() < WORSE_LOG_LOSS * ofCurrent.logLoss();
            return ranksBetter && isAsSharp ? current.other() : current;
        }
        if (regression.isTrained()) {
            return current;
        }
        boolean purchaseModel = rows.stream().anyMatch(row -> !Double.isNaN(row.purchaseModel()));
        return purchaseModel ? Candidate.PURCHASE_MODEL : Candidate.REGRESSION;
    }

    private ChurnModel next(long day, Candidate champion) {
        boolean trained = regression.isTrained();
        long version = model.version() + 1;
        return new ChurnModel(
                version,
                day,
                settings,
                champion,
                (long) (regression.labels[0] + regression.labels[1]),
                regression.standardisation(),
                trained ? Arrays.stream(regression.learner.weights()).boxed().toList() : List.of(),
                calibration.fit(),
                purchaseCalibration.fit(),
                contest.figures(Candidate.REGRESSION),
                contest.figures(Candidate.PURCHASE_MODEL),
                change(day, version, champion));
    }

    private Optional<ChampionChange> change(long day, long version, Candidate champion) {
        Candidate former = model.champion();
        ModelFigures figures = contest.sharedFigures(former);
        if (former == champion || figures.labels() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new ChampionChange(
                        day, version, former, champion, figures, contest.sharedFigures(champion)));
    }
}
