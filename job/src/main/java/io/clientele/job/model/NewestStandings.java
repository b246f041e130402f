package io.clientele.job.model;

import io.clientele.analytics.time.ShopCalendar;
import io.clientele.job.ledger.StandingChange;
import io.clientele.job.state.LocalCombiner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Of all the changes of a customer on a day, the last one. */
final class NewestStandings implements LocalCombiner.Sums<StandingChange, StandingChange> {

    private final ShopCalendar calendar;
    private final TreeMap<Long, Map<String, StandingChange>> byDay = new TreeMap<>();

    /** On the days of a shop. */
    NewestStandings(ShopCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public void add(StandingChange change) {
        byDay.computeIfAbsent(change.day(), any -> new LinkedHashMap<>())
                .put(change.customerId(), change);
    }

    @Override
    public void drain(long watermark, Consumer<StandingChange> out) {
        while (!byDay.isEmpty() && calendar.endOf(byDay.firstKey()) <= watermark) {
            byDay.pollFirstEntry().getValue().values().forEach(out);
        }
    }
}
