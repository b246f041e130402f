package io.clientele.quickstart.models;

import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.churn.ModelFigures;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.model.Models;
import io.clientele.analytics.model.ValueModels;
import io.clientele.analytics.value.FitQuality;
import io.clientele.analytics.value.PurchaseModel;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How good a model is, in a few words. */
final class ModelFiguresText {

    private ModelFiguresText() {}

    static String of(Models models) {
        return Stream.of(
                        models.value().map(ModelFiguresText::value),
                        models.clusters().map(ModelFiguresText::clusters),
                        models.churn().map(ModelFiguresText::churn))
                .flatMap(text -> text.stream())
                .collect(Collectors.joining("; "));
    }

    private static String value(ValueModels value) {
        PurchaseModel purchases = value.model().purchases().model();
        FitQuality quality = value.model().purchases().quality();
        return "%s r %.4f alpha %.4f a %.4f b %.4f, log-likelihood %.2f, %d customers"
                .formatted(
                        purchases.family().title(),
                        purchases.r(),
                        purchases.alpha(),
                        purchases.a(),
                        purchases.b(),
                        quality.logLikelihood(),
                        quality.customers());
    }

    private static String clusters(ClusterModel model) {
        return "k %d, silhouette %.3f, inertia %.3f, %d customers"
                .formatted(
                        model.clusters().size(),
                        model.quality().silhouette(),
                        model.quality().inertia(),
                        model.customers());
    }

    private static String churn(ChurnModel model) {
        ModelFigures figures = model.championFigures();
        return "champion %s, auc %.3f, log loss %.3f, Brier %.3f, %d labels"
                .formatted(
                        model.champion().label(),
                        figures.auc(),
                        figures.logLoss(),
                        figures.brier(),
                        figures.labels());
    }
}
