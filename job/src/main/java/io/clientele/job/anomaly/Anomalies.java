package io.clientele.job.anomaly;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.alert.AlertCodec;
import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.job.Settings;
import io.clientele.job.state.CodecType;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The part of the dataflow that watches KPI series. */
public final class Anomalies {

    private Anomalies() {}

    /**
     * The alerts of the watched series, if any are to be watched: one task, which a few points a
     * window keep idle.
     */
    public static Optional<DataStream<Alert>> in(DataStream<KpiPoint> points, Settings settings) {
        return settings.anomalies().enabled()
                ? Optional.of(detected(points, settings))
                : Optional.empty();
    }

    private static DataStream<Alert> detected(DataStream<KpiPoint> points, Settings settings) {
        return points.flatMap(new PickSeries(settings.anomalies()))
                .returns(CodecType.of(SeriesPoint.class, new SeriesPointCodec()))
                .name("pick series")
                .uid("pick-series")
                .setParallelism(1)
                .keyBy(point -> point.series().label())
                .process(new DetectAnomalies(settings), CodecType.of(Alert.class, new AlertCodec()))
                .name("detect anomalies")
                .uid("detect-anomalies")
                .setParallelism(1);
    }
}
