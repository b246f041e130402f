package io.clientele.analytics.churn;

import io.clientele.analytics.statistics.Standardisation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A version of the churn model, which predicts for any customer with an order.
 *
 * @param version 1 for the first, one more for each that follows
 * @param day the day to whose end it was trained
 * @param settings horizon, bands and features
 * @param champion whose probability is the risk
 * @param learnt labels that the regression has learnt from
 * @param standardisation the moments of the features
 * @param weights of the regression: the intercept, then the features, then whether each is missing;
 *     empty before it has learnt
 * @param calibration of the regression's log-odds
 * @param purchaseCalibration of the purchase model's log-odds
 * @param figures of the regression, over the window
 * @param purchaseFigures of the purchase model, over the window
 * @param change the change of champion that this version brought, if it did
 */
public record ChurnModel(
        long version,
        long day,
        ChurnSettings settings,
        Candidate champion,
        long learnt,
        Standardisation standardisation,
        List<Double> weights,
        PlattScaling calibration,
        PlattScaling purchaseCalibration,
        ModelFigures figures,
        ModelFigures purchaseFigures,
        Optional<ChampionChange> change) {

    /** The name of the weight that everybody has. */
    public static final String INTERCEPT = "intercept";

    /** What ends the name of the weight of a feature that is missing. */
    public static final String MISSING = "_missing";

    /** Keeps the weights as they are. */
    public ChurnModel {
        weights = List.copyOf(weights);
    }

    /** The same with the settings of a regression that learns otherwise from now on. */
    ChurnModel learningBy(FtrlSettings other) {
        return new ChurnModel(
                version,
                day,
                settings.withRegression(other),
                champion,
                learnt,
                standardisation,
                weights,
                calibration,
                purchaseCalibration,
                figures,
                purchaseFigures,
                change);
    }

    /** What it predicts from. */
    public ChurnFeatures features() {
        return new ChurnFeatures(settings.additionalFeatures());
    }

    /** The figures of the champion. */
    public ModelFigures championFigures() {
        return champion == Candidate.REGRESSION ? figures : purchaseFigures;
    }

    /** The regression's weights by feature, the intercept as {@value #INTERCEPT}. */
    public Map<String, Double> namedWeights() {
        Map<String, Double> named = new TreeMap<>();
        List<String> names = features().names();
        for (int i = 0; i < weights.size(); i++) {
            String name =
                    i == 0
                            ? INTERCEPT
                            : i <= names.size()
                                    ? names.get(i - 1)
                                    : names.get(i - 1 - names.size()) + MISSING;
            named.put(name, weights.get(i));
        }
        return named;
    }

    /**
     * Predicts for a customer. Where the champion has no probability, the other's is taken.
     *
     * @param row of a customer with an order
     * @param day the day as of which
     * @return nothing if neither has a probability
     */
    public Optional<ChurnPrediction> predict(ChurnRow row, long day) {
        double[] values = features().of(row, day);
        Candidate speaker = champion;
        double risk = risk(champion, values);
        if (Double.isNaN(risk)) {
            speaker = champion.other();
            risk = risk(speaker, values);
        }
        if (Double.isNaN(risk)) {
            return Optional.empty();
        }
        List<Reason> reasons =
                weights.isEmpty() ? List.of() : new Reasons(this).of(row, day, values);
        return Optional.of(new ChurnPrediction(risk, settings.band(risk), speaker, reasons));
    }

    /**
     * A candidate's calibrated risk, whether it is champion or not.
     *
     * @param row of a customer with an order
     * @param day the day as of which
     * @return 0 to 1; NaN if it has none
     */
    public double risk(Candidate candidate, ChurnRow row, long day) {
        return risk(candidate, features().of(row, day));
    }

    /** A candidate's calibrated risk, NaN if it has none. */
    double risk(Candidate candidate, double[] values) {
        return switch (candidate) {
            case REGRESSION ->
                    weights.isEmpty() ? Double.NaN : calibration.probability(margin(values));
            case PURCHASE_MODEL -> {
                double logOdds = values[ChurnFeatures.PURCHASE_MODEL];
                yield Double.isNaN(logOdds) ? Double.NaN : purchaseCalibration.probability(logOdds);
            }
        };
    }

    private double margin(double[] values) {
        double[] x = Regression.coordinates(values, standardisation);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weights.get(i) * x[i];
        }
        return sum;
    }
}
