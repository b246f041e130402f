package io.clientele.gateway.kpi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many records were refused for a reason.
 *
 * @param reason the reason's code
 * @param today since the start of the shop's day
 * @param kept in all windows of the history
 */
public record RefusalCount(String reason, long today, long kept) {

    /** The counts by reason, the most frequent first. */
    public static List<RefusalCount> of(KpiHistory history) {
        Optional<LocalDate> today = history.newest().map(DaySoFar::day);
        return history.allSeries("dead_letters").stream()
                .map(points -> of(points, today))
                .sorted(
                        Comparator.comparingLong(RefusalCount::kept)
                                .reversed()
                                .thenComparing(RefusalCount::reason))
                .toList();
    }

    private static RefusalCount of(List<KpiPoint> points, Optional<LocalDate> today) {
        String reason = points.get(0).tags().getOrDefault("reason", "unknown");
        long kept = 0;
        long sinceMidnight = 0;
        for (KpiPoint point : points) {
            long count = point.count("count");
            kept += count;
            if (today.equals(Optional.of(day(point.time())))) {
                sinceMidnight += count;
            }
        }
        return new RefusalCount(reason, sinceMidnight, kept);
    }

    private static LocalDate day(Instant time) {
        return DaySoFar.day(time);
    }
}
