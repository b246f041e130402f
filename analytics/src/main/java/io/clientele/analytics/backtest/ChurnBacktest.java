package io.clientele.analytics.backtest;

import io.clientele.analytics.churn.Candidate;
import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.churn.ChurnPrediction;
import io.clientele.analytics.churn.RiskBand;
import io.clientele.analytics.evaluate.Probabilities;
import io.clientele.analytics.evaluate.Ranks;
import io.clientele.analytics.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The profiles' churn risks at a cut, against who ordered nothing within the horizon. Customers
 * without a risk are left out, and counted.
 */
public final class ChurnBacktest {

    private static final String NAME = "churn";
    private static final int BINS = 10;

    private final Cut cut;
    private final ChurnModel model;
    private final List<Profile> judged;
    private final double[] risks;
    private final boolean[] churned;

    private ChurnBacktest(Cut cut, ChurnModel model) {
        this.cut = cut;
        this.model = model;
        boolean[] all = cut.churned(model.settings().horizonDays());
        judged = cut.buyers().stream().filter(buyer -> prediction(buyer).isPresent()).toList();
        risks = of(buyer -> prediction(buyer).orElseThrow().risk());
        churned = new boolean[judged.size()];
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            if (prediction(cut.buyers().get(i)).isPresent()) {
                churned[next++] = all[i];
            }
        }
    }

    private static Optional<ChurnPrediction> prediction(Profile buyer) {
        return buyer.insight().churn();
    }

    /** The figures; none if there was no model or the horizon ends after what is known. */
    public static Section of(Cut cut) {
        if (cut.models().churn().isEmpty()) {
            return Section.without(NAME, "Churn", "no churn model had been trained");
        }
        ChurnModel model = cut.models().churn().get();
        int horizon = model.settings().horizonDays();
        String title =
                "Churn: no order within %d days (version %d, champion %s)"
                        .formatted(horizon, model.version(), model.champion().label());
        if (horizon > cut.knownDays()) {
            return Section.without(
                    NAME,
                    title,
                    "orders are known for %d days after the cut, %d are needed"
                            .formatted(cut.knownDays(), horizon));
        }
        ChurnBacktest backtest = new ChurnBacktest(cut, model);
        if (backtest.judged.isEmpty()) {
            return Section.without(NAME, title, "no customer had a risk");
        }
        return new Section(NAME, title, backtest.figures(), backtest.notes());
    }

    private List<String> notes() {
        int without = cut.buyers().size() - judged.size();
        return without == 0
                ? List.of()
                : List.of("%,d customers had no risk and are left out".formatted(without));
    }

    private List<Figure> figures() {
        double[] known = new double[judged.size()];
        Arrays.fill(known, model.championFigures().baseRate());
        double[] recency = of(buyer -> cut.day() - buyer.standing().lifetime().lastOrderDay());
        List<Figure> figures = new ArrayList<>();
        figures.add(
                Figure.count("customers", "customers judged", judged.size())
                        .beside("churned", count(churned)));
        figures.add(
                Figure.share("mean_risk", "mean risk", mean(risks))
                        .beside("happened", (double) count(churned) / churned.length)
                        .beside("rate_known_then", model.championFigures().baseRate()));
        Figure auc =
                Figure.number("auc", "AUC", Ranks.areaUnderCurve(risks, churned))
                        .beside("recency", Ranks.areaUnderCurve(recency, churned));
        Figure brier =
                Figure.number("brier", "Brier score", Probabilities.brier(risks, churned))
                        .beside("base_rate", Probabilities.baseRateBrier(churned))
                        .beside("rate_known_then", Probabilities.brier(known, churned));
        Figure logLoss =
                Figure.number("log_loss", "log loss", Probabilities.logLoss(risks, churned))
                        .beside("base_rate", baseRateLogLoss())
                        .beside("rate_known_then", Probabilities.logLoss(known, churned));
        Figure calibration =
                Figure.number("calibration_error", "calibration error", calibrationError(risks));
        for (Candidate candidate : Candidate.values()) {
            double[] others = of(buyer -> risk(candidate, buyer));
            if (Arrays.stream(others).noneMatch(Double::isNaN)) {
                String name = candidate.label();
                auc = auc.beside(name, Ranks.areaUnderCurve(others, churned));
                brier = brier.beside(name, Probabilities.brier(others, churned));
                logLoss = logLoss.beside(name, Probabilities.logLoss(others, churned));
                calibration = calibration.beside(name, calibrationError(others));
            }
        }
        figures.addAll(List.of(auc, brier, logLoss, calibration));
        figures.add(
                Figure.number(
                                "auc_told",
                                "AUC that the stream told of its champion",
                                model.championFigures().auc())
                        .beside("labels", (double) model.championFigures().labels()));
        for (RiskBand band : RiskBand.values()) {
            addBand(band, figures);
        }
        return figures;
    }

    /** Each candidate's risk, that of the champion included; NaN where it has none. */
    private double risk(Candidate candidate, Profile buyer) {
        return cut.models()
                .churnRisk(candidate, buyer.customerId(), buyer.standing(), cut.day())
                .orElse(Double.NaN);
    }

    private void addBand(RiskBand band, List<Figure> figures) {
        double sum = 0;
        int customers = 0;
        int left = 0;
        for (int i = 0; i < risks.length; i++) {
            if (model.settings().band(risks[i]) == band) {
                customers++;
                sum += risks[i];
                left += churned[i] ? 1 : 0;
            }
        }
        if (customers > 0) {
            String name = band.label();
            figures.add(
                    Figure.share(
                                    "risk_" + name,
                                    "mean risk of the %,d in band %s".formatted(customers, name),
                                    sum / customers)
                            .beside("happened", (double) left / customers));
        }
    }

    private double baseRateLogLoss() {
        double[] rate = new double[churned.length];
        Arrays.fill(rate, (double) count(churned) / churned.length);
        return Probabilities.logLoss(rate, churned);
    }

    private double calibrationError(double[] probabilities) {
        return Probabilities.calibrationError(
                Probabilities.calibration(probabilities, churned, BINS));
    }

    private double[] of(ToDoubleFunction<Profile> value) {
        return judged.stream().mapToDouble(value).toArray();
    }

    private static int count(boolean[] happened) {
        int count = 0;
        for (boolean one : happened) {
            count += one ? 1 : 0;
        }
        return count;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
