package io.clientele.gateway.model;

import io.clientele.gateway.kpi.KpiHistory;
import io.clientele.gateway.kpi.KpiPoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many are at risk of ordering no more, and how well that is known, as of a day's end.
 *
 * @param at the day's last millisecond
 * @param version of the churn model
 * @param bands by risk, the highest first
 * @param contestants the models that compete, the champion first
 */
public record Churn(Instant at, long version, List<Band> bands, List<Contestant> contestants) {

    private static final List<String> HIGHEST_FIRST = List.of("high", "medium", "low");

    /**
     * Customers of one band of risk.
     *
     * @param band {@code low}, {@code medium} or {@code high}
     * @param customers of those who were looked at
     * @param share the same as a share, if known
     * @param valueShare their share of all expected value, if known
     */
    public record Band(
            String band, long customers, Optional<Number> share, Optional<Number> valueShare) {}

    /**
     * A model, and how it did on predictions whose outcome is known by now.
     *
     * @param model {@code regression} or {@code purchase_model}
     * @param champion whether its probability is the risk
     * @param labels how many predictions
     * @param auc prequential area under the ROC curve, if known
     * @param logLoss mean log loss, nats, if known
     * @param calibrationError expected calibration error, if known
     */
    public record Contestant(
            String model,
            boolean champion,
            long labels,
            Optional<Number> auc,
            Optional<Number> logLoss,
            Optional<Number> calibrationError) {}

    /** By the newest points; empty while there are none. */
    static Optional<Churn> of(KpiHistory history) {
        return history.allSeries("churn").stream()
                .map(points -> points.get(points.size() - 1))
                .max(Comparator.comparing(KpiPoint::time))
                .map(point -> of(point, history));
    }

    private static Churn of(KpiPoint newest, KpiHistory history) {
        List<KpiPoint> risks = Newest.of(history, "risk", newest.time());
        return new Churn(
                newest.time(),
                newest.count("version"),
                HIGHEST_FIRST.stream()
                        .flatMap(
                                band ->
                                        risks.stream()
                                                .filter(
                                                        point ->
                                                                band.equals(
                                                                        point.tags().get("band")))
                                                .map(point -> band(band, point)))
                        .toList(),
                Newest.of(history, "churn", newest.time()).stream()
                        .map(Churn::contestant)
                        .sorted(
                                Comparator.comparing(Contestant::champion)
                                        .reversed()
                                        .thenComparing(Contestant::model))
                        .toList());
    }

    private static Band band(String band, KpiPoint point) {
        return new Band(
                band, point.count("customers"), point.field("share"), point.field("value_share"));
    }

    private static Contestant contestant(KpiPoint point) {
        return new Contestant(
                point.tags().getOrDefault("model", ""),
                point.count("champion") != 0,
                point.count("labels"),
                point.field("auc"),
                point.field("log_loss"),
                point.field("calibration_error"));
    }
}
