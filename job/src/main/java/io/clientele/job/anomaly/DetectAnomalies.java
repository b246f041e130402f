package io.clientele.job.anomaly;

import io.clientele.analytics.alert.Alert;
import io.clientele.analytics.anomaly.DetectorSettings;
import io.clientele.analytics.anomaly.ForestSettings;
import io.clientele.analytics.anomaly.RandomCutForestDetector;
import io.clientele.analytics.anomaly.Scale;
import io.clientele.analytics.anomaly.SeasonalDetector;
import io.clientele.analytics.anomaly.SeriesDetector;
import io.clientele.analytics.anomaly.SeriesDetectorCodec;
import io.clientele.analytics.anomaly.Verdict;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import io.clientele.job.state.CodecType;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Judges each watched series, window by window, and raises one alert an incident. A window without
 * a point is 0 for a sum, and nothing for a mean. A point that is told anew before its window ends
 * replaces the earlier; what is told of a window that was judged comes too late and is counted.
 *
 * <p>A series that nothing is told of for {@value #FORGOTTEN_DAYS} days is forgotten.
 */
final class DetectAnomalies extends KeyedProcessFunction<String, SeriesPoint, Alert> {

    private static final long serialVersionUID = 1L;

    static final int FORGOTTEN_DAYS = 28;

    private static final double PAST_KEPT = 1 - 1 / 2_000.0;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final Settings settings;
    private transient ShopCalendar calendar;
    private transient MapState<Long, SeriesPoint> open;
    private transient ValueState<SeriesPoint> latest;
    private transient ValueState<SeriesPoint> past;
    private transient ValueState<Long> alarm;
    private transient ValueState<SeriesDetector> watch;
    private transient Counter late;
    private transient Counter raised;

    DetectAnomalies(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        calendar = settings.calendar();
        var point = CodecType.of(SeriesPoint.class, new SeriesPointCodec());
        var detector = CodecType.of(SeriesDetector.class, new SeriesDetectorCodec());
        var state = getRuntimeContext();
        open = state.getMapState(new MapStateDescriptor<>("open", Types.LONG, point));
        latest = state.getState(new ValueStateDescriptor<>("latest", point));
        past = state.getState(new ValueStateDescriptor<>("past", point));
        alarm = state.getState(new ValueStateDescriptor<>("alarm", Types.LONG));
        watch = state.getState(new ValueStateDescriptor<>("detector", detector));
        late = state.getMetricGroup().counter("latePoints");
        raised = state.getMetricGroup().counter("anomaliesRaised");
    }

    @Override
    public void processElement(SeriesPoint point, Context context, Collector<Alert> alerts)
            throws Exception {
        long end = windowEnd(point.time());
        Long next = alarm.value();
        if (next == null) {
            next = end;
            alarm.update(end);
            context.timerService().registerEventTimeTimer(end);
        }
        if (end < next) {
            late.inc();
            return;
        }
        open.put(point.time(), point);
        if (latest.value() == null || latest.value().time() < point.time()) {
            latest.update(point);
        }
    }

    @Override
    public void onTimer(long now, OnTimerContext context, Collector<Alert> alerts)
            throws Exception {
        if (settings.isBeyondTheEnd(context.timerService().currentWatermark())) {
            return;
        }
        SeriesPoint known = latest.value();
        WatchedFigure figure =
                WatchedFigure.of(known.series().measurement(), known.series().field())
                        .orElseThrow();
        SeriesPoint window = take(now, known);
        if (window.parts() > 0 || figure.scale() != Scale.MEAN) {
            judge(window, figure, alerts);
        }
        long next = windowEnd(now + 1);
        if (next - known.time() > FORGOTTEN_DAYS * DAY_MILLIS || next > settings.horizon()) {
            forget();
            return;
        }
        alarm.update(next);
        context.timerService().registerEventTimeTimer(next);
    }

    /** The window's figure; what it is made of is no longer needed. */
    private SeriesPoint take(long end, SeriesPoint known) throws Exception {
        double sum = 0;
        double parts = 0;
        var points = open.iterator();
        while (points.hasNext()) {
            Map.Entry<Long, SeriesPoint> point = points.next();
            if (point.getKey() <= end) {
                sum += point.getValue().sum();
                parts += point.getValue().parts();
                points.remove();
            }
        }
        // On heap, a map whose entries an iterator has removed would stay for ever, empty.
        if (open.isEmpty()) {
            open.clear();
        }
        return new SeriesPoint(known.series(), end, sum, parts);
    }

    private void judge(SeriesPoint window, WatchedFigure figure, Collector<Alert> alerts)
            throws Exception {
        double unit = unitBefore(window);
        SeriesDetector before = watch.value();
        SeriesDetector detector = before == null ? detectorOf(figure) : before;
        Verdict verdict =
                detector.observe(
                        localMiddle(window.time()),
                        figure.scale().of(window.sum(), window.parts(), unit));
        watch.update(detector);
        if (verdict.raised()) {
            raised.inc();
            alerts.collect(new KpiAnomaly(window, figure.scale(), unit, window(), verdict).alert());
        }
    }

    /** What a part has been in the mean of the past, which fades; then adds the window to it. */
    private double unitBefore(SeriesPoint window) throws Exception {
        SeriesPoint known = past.value();
        SeriesPoint before = known == null ? window : known;
        past.update(
                new SeriesPoint(
                        window.series(),
                        window.time(),
                        before.sum() * PAST_KEPT + window.sum(),
                        before.parts() * PAST_KEPT + window.parts()));
        boolean told = before.sum() > 0 && before.parts() > 0;
        boolean first = window.sum() > 0 && window.parts() > 0;
        return told ? before.sum() / before.parts() : first ? window.sum() / window.parts() : 1;
    }

    private SeriesDetector detectorOf(WatchedFigure figure) {
        AnomalySettings anomalies = settings.anomalies();
        DetectorSettings detector =
                new DetectorSettings(
                        anomalies.threshold(),
                        anomalies.warmUp().toMillis(),
                        figure.scale().noise());
        return switch (anomalies.detector()) {
            case SEASONAL -> new SeasonalDetector(detector);
            case FOREST -> new RandomCutForestDetector(detector, ForestSettings.BEST);
        };
    }

    private void forget() {
        open.clear();
        latest.clear();
        past.clear();
        alarm.clear();
        watch.clear();
    }

    /** No finer than the points are. */
    private Duration window() {
        Duration asked = settings.anomalies().window();
        return asked.compareTo(settings.kpiWindow()) < 0 ? settings.kpiWindow() : asked;
    }

    private long windowEnd(long time) {
        return calendar.windowEnd(time, window().toMillis());
    }

    /** The middle of a window by the shop's clock, which tells the hour of the day. */
    private long localMiddle(long end) {
        long day = calendar.dayOf(end);
        long half = window().toMillis() / 2;
        return day * DAY_MILLIS + (end + 1 - half - calendar.startOf(day));
    }
}
