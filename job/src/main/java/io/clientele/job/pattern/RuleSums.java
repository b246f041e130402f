package io.clientele.job.pattern;

import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.Settings;
import io.clientele.job.state.LocalCombiner;
import io.clientele.rules.language.Mode;
import io.clientele.rules.language.Severity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What rules have done, in the making, by window and rule. */
final class RuleSums implements LocalCombiner.Sums<RuleTally, RuleTally> {

    private final ShopCalendar calendar;
    private final long windowMillis;
    private final NavigableMap<Long, Map<Counted, RuleTally>> byWindow = new TreeMap<>();

    /** What is added up with each other in a window. */
    private record Counted(String rule, Severity severity, Mode mode) {}

    RuleSums(Settings settings) {
        this.calendar = settings.calendar();
        this.windowMillis = settings.kpiWindow().toMillis();
    }

    @Override
    public void add(RuleTally tally) {
        RuleTally ofWindow = tally.at(calendar.windowEnd(tally.time(), windowMillis));
        byWindow.computeIfAbsent(ofWindow.time(), end -> new HashMap<>())
                .merge(
                        new Counted(tally.rule(), tally.severity(), tally.mode()),
                        ofWindow,
                        RuleTally::plus);
    }

    @Override
    public void drain(long watermark, Consumer<RuleTally> out) {
        Map<Long, Map<Counted, RuleTally>> needed = byWindow.headMap(watermark, true);
        for (Map<Counted, RuleTally> sums : needed.values()) {
            sums.values().stream().sorted(Comparator.comparing(RuleTally::key)).forEach(out);
        }
        needed.clear();
    }
}
