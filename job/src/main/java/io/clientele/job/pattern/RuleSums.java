package io.clientele.job.pattern;

import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import io.clientele.job.state.LocalCombiner;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What rules have done, in the making, by window and rule. */
final class RuleSums implements LocalCombiner.Sums<RuleTally, RuleTally> {

    private final ShopCalendar calendar;
    private final long windowMillis;
    private final NavigableMap<Long, Map<String, RuleTally>> byWindow = new TreeMap<>();

    RuleSums(Settings settings) {
        this.calendar = settings.calendar();
        this.windowMillis = settings.kpiWindow().toMillis();
    }

    @Override
    public void add(RuleTally tally) {
        RuleTally ofWindow = tally.at(calendar.windowEnd(tally.time(), windowMillis));
        byWindow.computeIfAbsent(ofWindow.time(), end -> new TreeMap<>())
                .merge(ofWindow.key(), ofWindow, RuleTally::plus);
    }

    @Override
    public void drain(long watermark, Consumer<RuleTally> out) {
        Map<Long, Map<String, RuleTally>> needed = byWindow.headMap(watermark, true);
        needed.values().forEach(sums -> sums.values().forEach(out));
        needed.clear();
    }
}
