package io.clientele.analytics.artefact;

import io.clientele.analytics.churn.Candidate;
import io.clientele.analytics.churn.ChurnFeatures;
import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.churn.ChurnSettings;
import io.clientele.analytics.churn.FtrlSettings;
import io.clientele.analytics.churn.ModelFigures;
import io.clientele.analytics.churn.PlattScaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A version of the churn model from its fields; who was champion before is not among them. */
final class ChurnFields {

    private ChurnFields() {}

    static ChurnModel read(Fields fields) {
        // The job's rows hold what the ledger knows, and nothing more.
        List<String> features = new ChurnFeatures(List.of()).names();
        List<String> found = fields.texts("features");
        if (!found.equals(features)) {
            throw fields.wrong("features", found.toString(), features.toString());
        }
        Fields candidates = fields.object("candidates");
        return new ChurnModel(
                fields.whole("version", 1),
                fields.day("trained_to"),
                settings(fields),
                champion(fields),
                fields.whole("learnt", 0),
                ClusterFields.standardisation(fields, features.size()),
                weights(fields.object("weights"), features),
                platt(fields.object("calibration")),
                platt(fields.object("purchase_model_calibration")),
                figures(candidates.object(Candidate.REGRESSION.label())),
                figures(candidates.object(Candidate.PURCHASE_MODEL.label())),
                Optional.empty());
    }

    private static Candidate champion(Fields fields) {
        String label = fields.text("champion");
        for (Candidate candidate : Candidate.values()) {
            if (candidate.label().equals(label)) {
                return candidate;
            }
        }
        throw fields.wrong("champion", "\"" + label + "\"", "regression or purchase_model");
    }

    /** In the order of {@link ChurnModel#weights}; none before the regression has learnt. */
    private static List<Double> weights(Fields fields, List<String> features) {
        List<Double> weights = new ArrayList<>();
        if (!fields.has(ChurnModel.INTERCEPT)) {
            return weights;
        }
        weights.add(fields.number(ChurnModel.INTERCEPT));
        for (String feature : features) {
            weights.add(fields.number(feature));
        }
        for (String feature : features) {
            weights.add(fields.number(feature + ChurnModel.MISSING));
        }
        return weights;
    }

    private static PlattScaling platt(Fields fields) {
        double slope = fields.number("slope");
        if (slope <= 0) {
            throw fields.wrong("slope", Double.toString(slope), "a number greater than 0");
        }
        return new PlattScaling(fields.number("intercept"), slope);
    }

    private static ModelFigures figures(Fields fields) {
        return new ModelFigures(
                fields.whole("labels", 0),
                fields.whole("churned", 0),
                fields.number("auc"),
                fields.number("log_loss"),
                fields.number("brier"),
                fields.number("calibration_error"));
    }

    private static ChurnSettings settings(Fields fields) {
        Fields settings = fields.object("settings");
        int horizon = fields.count("horizon_days", 1);
        return settings.make(
                () ->
                        new ChurnSettings(
                                horizon,
                                settings.count("snapshot_days", 1),
                                settings.count("window_days", 1),
                                new FtrlSettings(
                                        settings.number("alpha"),
                                        settings.number("beta"),
                                        settings.number("l1"),
                                        settings.number("l2")),
                                List.of(),
                                settings.number("medium_from"),
                                settings.number("high_from"),
                                settings.number("lead"),
                                settings.count("fewest_labels", 1),
                                settings.count("most_waiting", 1)));
    }
}
