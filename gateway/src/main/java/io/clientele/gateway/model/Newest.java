package io.clientele.gateway.model;

import io.clientele.gateway.kpi.KpiHistory;
import io.clientele.gateway.kpi.KpiPoint;
import java.time.Instant;
import java.util.List;

/** The points of a measurement that belong together: those of all tags at one time. */
final class Newest {

    private Newest() {}

    static List<KpiPoint> of(KpiHistory history, String measurement, Instant time) {
        return history.allSeries(measurement).stream()
                .map(points -> points.get(points.size() - 1))
                .filter(point -> point.time().equals(time))
                .toList();
    }
}
