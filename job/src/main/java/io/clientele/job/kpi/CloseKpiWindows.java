package io.clientele.job.kpi;

import io.clientele.analytics.kpi.KpiPoint;
import io.clientele.analytics.kpi.KpiReport;
import io.clientele.analytics.kpi.KpiSeries;
import io.clientele.analytics.kpi.KpiTotals;
import io.clientele.analytics.kpi.KpiTotalsCodec;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import io.clientele.job.state.CodecType;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Closes the KPI windows in their order and tells their points. It is one task with one key, fed by
 * sums that were made in parallel.
 *
 * <p>Each day's end is told, on silent days too, as long as there are customers: how many are in
 * which group is known then, although nothing happened.
 *
 * <p>A window that has closed still takes late sums for as long as the settings say, and is told
 * anew with them: its points replace the earlier ones. What is later still counts in no window.
 */
public final class CloseKpiWindows extends KeyedProcessFunction<Boolean, KpiSum, KpiPoint> {

    private static final long serialVersionUID = 1L;

    private final Settings settings;
    private transient ShopCalendar calendar;
    private transient MapState<Long, KpiTotals> windows;
    private transient MapState<Long, KpiTotals> days;
    private transient ValueState<KpiTotals> running;
    private transient ValueState<Long> latest;
    private transient ValueState<Long> closed;

    /** Closes windows of the settings' length. */
    public CloseKpiWindows(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        calendar = settings.calendar();
        var totals = CodecType.of(KpiTotals.class, new KpiTotalsCodec());
        var state = getRuntimeContext();
        windows = state.getMapState(new MapStateDescriptor<>("windows", Types.LONG, totals));
        days = state.getMapState(new MapStateDescriptor<>("days", Types.LONG, totals));
        running = state.getState(new ValueStateDescriptor<>("running", totals));
        latest = state.getState(new ValueStateDescriptor<>("latest", Types.LONG));
        closed = state.getState(new ValueStateDescriptor<>("closed", Types.LONG));
    }

    @Override
    public void processElement(KpiSum sum, Context context, Collector<KpiPoint> points)
            throws Exception {
        long end = sum.windowEnd();
        // After a restore there is no watermark for a while, though windows have closed.
        long watermark = Math.max(context.timerService().currentWatermark(), closedUpTo());
        if (end + settings.lateness().toMillis() <= watermark) {
            // Too late for any window, but customers who became known so late are known.
            addToRunning(sum.totals());
            return;
        }
        if (end <= watermark && sum.totals().isEmpty()) {
            // When a late repetition came in is no reason to tell a window anew.
            return;
        }
        KpiTotals known = windows.get(end);
        KpiTotals window = known == null ? new KpiTotals() : known;
        window.add(sum.totals());
        windows.put(end, window);
        if (end > watermark) {
            context.timerService().registerEventTimeTimer(end);
            context.timerService().registerEventTimeTimer(calendar.endOf(calendar.dayOf(end)));
        } else {
            addToDayAndRunning(end, sum.totals());
            tell(end, window, dayUpTo(end), points);
            context.timerService().registerEventTimeTimer(goneAt(end));
        }
    }

    @Override
    public void onTimer(long now, OnTimerContext context, Collector<KpiPoint> points)
            throws Exception {
        if (settings.isBeyondTheEnd(context.timerService().currentWatermark())) {
            return;
        }
        closed.update(Math.max(now, closedUpTo()));
        KpiTotals window = windows.get(now);
        boolean endsDay = now == calendar.endOf(calendar.dayOf(now));
        if (window == null && !endsDay) {
            forget(now);
            return;
        }
        KpiTotals told = window == null ? new KpiTotals() : window;
        addToDayAndRunning(now, told);
        tell(now, told, days.get(calendar.dayOf(now)), points);
        context.timerService().registerEventTimeTimer(goneAt(now));
        if (window != null) {
            latest.update(now);
        }
        if (endsDay) {
            alarmAtTheNextDaysEnd(now, context);
        }
    }

    private long closedUpTo() throws Exception {
        Long upTo = closed.value();
        return upTo == null ? Long.MIN_VALUE : upTo;
    }

    private void alarmAtTheNextDaysEnd(long now, Context context) throws Exception {
        long next = calendar.endOf(calendar.dayOf(now) + 1);
        // Nobody is known for longer than that after the last event.
        long lastDay = calendar.dayOf(latest.value()) + settings.retention() + 1;
        boolean knowsSomebody =
                running.value().of(KpiSeries.KNOWN) > 0 && calendar.dayOf(next) <= lastDay;
        if (knowsSomebody && next <= settings.horizon()) {
            context.timerService().registerEventTimeTimer(next);
        }
    }

    /** A window goes when it takes no late sums any more and its day has ended. */
    private long goneAt(long end) {
        return calendar.endOf(calendar.dayOf(end)) + settings.lateness().toMillis() + 1;
    }

    private void forget(long now) throws Exception {
        var entries = windows.iterator();
        while (entries.hasNext()) {
            if (goneAt(entries.next().getKey()) <= now) {
                entries.remove();
            }
        }
        // On heap, a map whose entries an iterator has removed would stay for ever, empty.
        if (windows.isEmpty()) {
            windows.clear();
        }
        var ended = days.iterator();
        while (ended.hasNext()) {
            if (goneAt(calendar.endOf(ended.next().getKey())) <= now) {
                ended.remove();
            }
        }
        if (days.isEmpty()) {
            days.clear();
        }
    }

    private void addToDayAndRunning(long end, KpiTotals totals) throws Exception {
        long day = calendar.dayOf(end);
        KpiTotals ofDay = days.contains(day) ? days.get(day) : new KpiTotals();
        ofDay.add(totals);
        days.put(day, ofDay);
        addToRunning(totals);
    }

    private void addToRunning(KpiTotals totals) throws Exception {
        KpiTotals ofAll = running.value() == null ? new KpiTotals() : running.value();
        ofAll.add(totals);
        running.update(ofAll);
    }

    /** The day so far as of a window that has closed before. */
    private KpiTotals dayUpTo(long end) throws Exception {
        KpiTotals upTo = new KpiTotals();
        for (Map.Entry<Long, KpiTotals> window : windows.entries()) {
            if (window.getKey() <= end && calendar.dayOf(window.getKey()) == calendar.dayOf(end)) {
                upTo.add(window.getValue());
            }
        }
        return upTo;
    }

    private void tell(long end, KpiTotals window, KpiTotals day, Collector<KpiPoint> points)
            throws Exception {
        OptionalLong eventToKpiMillis =
                window.ingestedAt() > 0
                        ? OptionalLong.of(
                                Math.max(0, System.currentTimeMillis() - window.ingestedAt()))
                        : OptionalLong.empty();
        new KpiReport(
                        end,
                        settings.kpiWindow().toSeconds(),
                        window,
                        day,
                        running.value(),
                        end == calendar.endOf(calendar.dayOf(end)),
                        eventToKpiMillis)
                .points()
                .forEach(points::collect);
    }
}
