package io.clientele.analytics.model;

import io.clientele.analytics.churn.Candidate;
import io.clientele.analytics.churn.ChurnModel;
import io.clientele.analytics.churn.ModelFigures;
import io.clientele.analytics.churn.RiskBand;
import io.clientele.analytics.cluster.Cluster;
import io.clientele.analytics.cluster.ClusterModel;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.value.FitQuality;
import io.clientele.analytics.value.GammaGamma;
import io.clientele.analytics.value.PurchaseModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the models do, as points; names and units are those of {@code docs/metrics.md}.
 *
 * @param end the end of the models' day, milliseconds since 1970
 * @param windowSeconds the length of the KPI windows
 */
public record ModelPoints(long end, long windowSeconds) {

    private static final List<Integer> CLV_PERCENTILES = List.of(10, 25, 50, 75, 90, 99);

    /** The points of the models of a day, and of what they expect. */
    public List<KpiPoint> of(Models models, Outlook outlook) {
        List<KpiPoint> points = new ArrayList<>();
        models.value().ifPresent(value -> points.add(value(value, models.day(), outlook.worth())));
        models.clusters().ifPresent(clusters -> addClusters(clusters, points));
        models.churn().ifPresent(churn -> addChurn(churn, points));
        addRisks(outlook, points);
        return points;
    }

    private KpiPoint value(ValueModels value, long day, Optional<Outlook.Worth> worth) {
        PurchaseModel purchases = value.model().purchases().model();
        GammaGamma spend = value.model().spend().model();
        FitQuality quality = value.model().purchases().quality();
        Map<String, Number> fields = new TreeMap<>();
        fields.put("version", value.version());
        fields.put("age_days", day - value.model().trainedTo());
        fields.put("customers", quality.customers());
        fields.put("repeat_customers", value.model().spend().quality().customers());
        fields.put("r", purchases.r());
        fields.put("alpha", purchases.alpha());
        fields.put("a", purchases.a());
        fields.put("b", purchases.b());
        fields.put("log_likelihood", quality.logLikelihood());
        fields.put("p", spend.p());
        fields.put("q", spend.q());
        fields.put("gamma", spend.gamma());
        fields.put("converged", value.kept().isPresent() ? 0L : 1L);
        fields.put(
                "at_edge",
                (long) quality.atEdge().size() + value.model().spend().quality().atEdge().size());
        fields.put("vip_bound", Math.round(value.vipBound()));
        worth.ifPresent(of -> addWorth(of, fields));
        return point("value", Map.of(), fields);
    }

    private static void addWorth(Outlook.Worth worth, Map<String, Number> fields) {
        fields.put("looked_at", worth.customers());
        fields.put("p_alive_mean", worth.probabilityAlive());
        fields.put("clv_mean", worth.mean());
        for (int percent : CLV_PERCENTILES) {
            fields.put("clv_p" + percent, worth.quantile(percent / 100.0));
        }
    }

    private void addRisks(Outlook outlook, List<KpiPoint> points) {
        for (RiskBand band : RiskBand.values()) {
            Outlook.Risk risk = outlook.risks().get(band);
            if (risk != null) {
                points.add(
                        point(
                                "risk",
                                Map.of("band", band.label()),
                                Map.of(
                                        "customers", risk.customers(),
                                        "share", risk.share(),
                                        "value_share", risk.valueShare())));
            }
        }
    }

    private void addClusters(ClusterModel model, List<KpiPoint> points) {
        points.add(
                point(
                        "clustering",
                        Map.of(),
                        Map.of(
                                "version", model.version(),
                                "customers", model.customers(),
                                "k", (long) model.clusters().size(),
                                "reseeded", (long) model.quality().reseeded(),
                                "silhouette", model.quality().silhouette(),
                                "inertia", model.quality().inertia(),
                                "drift", model.quality().drift())));
        for (Cluster cluster : model.clusters()) {
            points.add(
                    point(
                            "clusters",
                            Map.of("cluster", Integer.toString(cluster.id())),
                            Map.of(
                                    "customers",
                                    cluster.size(),
                                    "share",
                                    (double) cluster.size() / model.customers())));
        }
    }

    private void addChurn(ChurnModel model, List<KpiPoint> points) {
        for (Candidate candidate : Candidate.values()) {
            ModelFigures figures =
                    candidate == Candidate.REGRESSION ? model.figures() : model.purchaseFigures();
            points.add(
                    point(
                            "churn",
                            Map.of("model", candidate.label()),
                            Map.of(
                                    "version", model.version(),
                                    "champion", candidate == model.champion() ? 1L : 0L,
                                    "labels", figures.labels(),
                                    "churned", figures.churned(),
                                    "auc", figures.auc(),
                                    "log_loss", figures.logLoss(),
                                    "brier", figures.brier(),
                                    "calibration_error", figures.calibrationError())));
        }
    }

    private KpiPoint point(
            String measurement, Map<String, String> tags, Map<String, Number> fields) {
        return new KpiPoint(measurement, Instant.ofEpochMilli(end), windowSeconds, tags, fields);
    }
}
