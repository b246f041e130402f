package io.clientele.job.kpi;

import io.clientele.analytics.kpi.KpiFact;
import io.clientele.analytics.kpi.KpiTotals;
import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import io.clientele.job.ingest.Incoming;
import io.clientele.job.state.LocalCombiner;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Sums by window, in the making. */
final class WindowSums {

    private final ShopCalendar calendar;
    private final long windowMillis;
    private final NavigableMap<Long, KpiTotals> byWindow = new TreeMap<>();
    private long lastEnd = Long.MIN_VALUE;
    private long lastStart = Long.MAX_VALUE;
    private KpiTotals last = new KpiTotals();

    private WindowSums(Settings settings) {
        this.calendar = settings.calendar();
        this.windowMillis = settings.kpiWindow().toMillis();
    }

    /** The totals of the window that an instant lies in; mostly the same as the time before. */
    private KpiTotals at(long time) {
        if (time < lastStart || time > lastEnd) {
            lastEnd = calendar.windowEnd(time, windowMillis);
            // What is certain of the start, even where a window is cut by the day's end.
            lastStart = time;
            last = byWindow.computeIfAbsent(lastEnd, end -> new KpiTotals());
        }
        return last;
    }

    private void drain(long watermark, Consumer<KpiSum> out) {
        if (byWindow.isEmpty() || byWindow.firstKey() > watermark) {
            return;
        }
        Map<Long, KpiTotals> needed = byWindow.headMap(watermark, true);
        needed.forEach((end, totals) -> out.accept(new KpiSum(end, totals)));
        needed.clear();
        lastEnd = Long.MIN_VALUE;
        lastStart = Long.MAX_VALUE;
    }

    /** Sums of facts. */
    static final class OfFacts implements LocalCombiner.Sums<KpiFact, KpiSum> {
        private final WindowSums sums;

        OfFacts(Settings settings) {
            this.sums = new WindowSums(settings);
        }

        @Override
        public void add(KpiFact fact) {
            sums.at(fact.time()).add(fact);
        }

        @Override
        public void drain(long watermark, Consumer<KpiSum> out) {
            sums.drain(watermark, out);
        }
    }

    /** When the latest record of a window came in, where that is known. */
    static final class OfIntake implements LocalCombiner.Sums<Incoming, KpiSum> {
        private final WindowSums sums;

        OfIntake(Settings settings) {
            this.sums = new WindowSums(settings);
        }

        @Override
        public void add(Incoming incoming) {
            if (incoming instanceof Incoming.Arrival arrival && arrival.ingestedAt() > 0) {
                sums.at(arrival.event().header().timestamp()).ingested(arrival.ingestedAt());
            }
        }

        @Override
        public void drain(long watermark, Consumer<KpiSum> out) {
            sums.drain(watermark, out);
        }
    }
}
