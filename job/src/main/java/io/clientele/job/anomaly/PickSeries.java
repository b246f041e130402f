package io.clientele.job.anomaly;

import io.clientele.analytics.alert.AlertSubject;
import io.clientele.analytics.kpi.KpiPoint;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Picks the watched figures out of KPI points. */
final class PickSeries implements FlatMapFunction<KpiPoint, SeriesPoint> {

    private static final long serialVersionUID = 1L;

    private final AnomalySettings settings;

    PickSeries(AnomalySettings settings) {
        this.settings = settings;
    }

    @Override
    public void flatMap(KpiPoint point, Collector<SeriesPoint> points) {
        for (WatchedFigure figure : WatchedFigure.values()) {
            if (figure.measurement().equals(point.measurement())
                    && point.fields().containsKey(figure.sum())
                    && isWatched(figure, point)) {
                points.collect(
                        new SeriesPoint(
                                new AlertSubject.Series(
                                        point.measurement(), point.tags(), figure.field()),
                                point.time().toEpochMilli(),
                                value(point, figure.sum()),
                                figure.parts().map(field -> value(point, field)).orElse(1.0)));
            }
        }
    }

    private boolean isWatched(WatchedFigure figure, KpiPoint point) {
        List<String> series = settings.series();
        Collection<String> tags = point.tags().values();
        return series.contains(figure.selector())
                || (!tags.isEmpty()
                        && series.contains(figure.selector() + "." + String.join(".", tags)));
    }

    private static double value(KpiPoint point, String field) {
        return point.fields().getOrDefault(field, 0L).doubleValue();
    }
}
