package io.clientele.gateway.segment;

import io.clientele.gateway.kpi.KpiHistory;
import io.clientele.gateway.kpi.KpiPoint;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A group at the end of the last day that the groups were counted.
 *
 * @param group the group
 * @param customers how many customers are in it
 * @param value their net amount in the longest window, minor units
 * @param movedIn how many came into it that day
 * @param movedOut how many left it that day
 */
public record GroupSize(
        CustomerGroup group, long customers, long value, long movedIn, long movedOut) {

    /** When the groups were last counted; empty while they were not. */
    public static Optional<Instant> countedAt(KpiHistory history) {
        return newestOfEach(history).values().stream()
                .map(KpiPoint::time)
                .max(Comparator.naturalOrder());
    }

    /** All groups, the best first; empty while they were not counted. */
    public static List<GroupSize> of(KpiHistory history) {
        Optional<Instant> counted = countedAt(history);
        if (counted.isEmpty()) {
            return List.of();
        }
        Map<String, KpiPoint> newest = newestOfEach(history);
        return Arrays.stream(CustomerGroup.values())
                .map(
                        group ->
                                Optional.ofNullable(newest.get(group.name()))
                                        .filter(point -> point.time().equals(counted.get()))
                                        .map(point -> of(group, point))
                                        .orElse(new GroupSize(group, 0, 0, 0, 0)))
                .toList();
    }

    private static GroupSize of(CustomerGroup group, KpiPoint point) {
        return new GroupSize(
                group,
                point.count("customers"),
                point.count("value"),
                point.count("moved_in"),
                point.count("moved_out"));
    }

    private static Map<String, KpiPoint> newestOfEach(KpiHistory history) {
        return history.allSeries("segments").stream()
                .map(points -> points.get(points.size() - 1))
                .filter(point -> point.tags().containsKey("group"))
                .collect(
                        Collectors.toMap(
                                point -> point.tags().get("group"),
                                Function.identity(),
                                (one, other) -> one.time().isAfter(other.time()) ? one : other));
    }
}
