package io.clientele.analytics.anomaly.nab;

import io.clientele.analytics.anomaly.SeriesDetector;
import java.util.List;

/**
 * A series whose anomalies are known.
 *
 * @param name by which it is told about
 * @param points in their order
 * @param windows of its anomalies, in their order, not overlapping
 */
public record LabelledSeries(String name, List<Point> points, List<AnomalyWindow> windows) {

    /**
     * One point.
     *
     * @param time local time, milliseconds since 1970-01-01T00:00
     */
    public record Point(long time, double value) {}

    /**
     * Copies the lists and checks the windows.
     *
     * @throws IllegalArgumentException naming a window that overlaps another or is no part of the
     *     series
     */
    public LabelledSeries {
        points = List.copyOf(points);
        windows = List.copyOf(windows);
        int before = -1;
        for (AnomalyWindow window : windows) {
            if (window.first() <= before || window.last() >= points.size()) {
                throw new IllegalArgumentException(
                        "%s: window %d to %d, expected after %d and before %d"
                                .formatted(
                                        name,
                                        window.first(),
                                        window.last(),
                                        before,
                                        points.size()));
            }
            before = window.last();
        }
    }

    /** The scores that a detector gives the points, one after another. */
    public double[] scores(SeriesDetector detector) {
        double[] scores = new double[points.size()];
        for (int index = 0; index < scores.length; index++) {
            Point point = points.get(index);
            scores[index] = detector.observe(point.time(), point.value()).score();
        }
        return scores;
    }
}
