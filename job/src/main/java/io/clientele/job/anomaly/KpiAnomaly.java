package io.clientele.job.anomaly;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertSeverity;
import io.clientele.analytics.alert.AlertSource;
import io.clientele.analytics.alert.AlertSubject;
import io.clientele.analytics.anomaly.Scale;
import io.clientele.analytics.anomaly.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The point of a series that an incident begins with.
 *
 * @param point the window's sum and parts
 * @param scale that the detector judged on
 * @param unit what a part was in the mean
 */
record KpiAnomaly(SeriesPoint point, Scale scale, double unit, Duration window, Verdict verdict) {

    private static final String RULE = "kpi-anomaly";
    private static final int VERSION = 1;

    /** The alert, whose id is made of the series and the window. */
    Alert alert() {
        AlertSubject.Series series = point.series();
        Instant time = Instant.ofEpochMilli(point.time());
        double actual = scale == Scale.MEAN ? point.sum() / point.parts() : point.sum();
        double expected = figure(verdict.expected());
        double low = figure(verdict.low());
        double high = figure(verdict.high());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("actual", actual);
        fields.put("expected", expected);
        fields.put("expected_low", low);
        fields.put("expected_high", high);
        fields.put("score", verdict.score());
        fields.put("direction", actual < expected ? "down" : "up");
        fields.put("window_seconds", window.toSeconds());
        return new Alert(
                Alert.id(List.of(RULE, Integer.toString(VERSION), series.label(), time.toString())),
                AlertSource.KPI,
                RULE,
                VERSION,
                AlertSeverity.WARNING,
                "kpi_anomaly",
                series,
                time,
                "%s: %s, expected %s to %s"
                        .formatted(series.label(), shown(actual), shown(low), shown(high)),
                "",
                fields,
                List.of());
    }

    private double figure(double scaled) {
        return scale.inverse(scaled, point.parts(), unit);
    }

    /** Not more digits than a person reads. */
    private static String shown(double value) {
        return BigDecimal.valueOf(value)
                .setScale(Math.abs(value) < 10 ? 2 : 0, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
