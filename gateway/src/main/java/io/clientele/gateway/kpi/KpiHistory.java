package io.clientele.gateway.kpi;

import io.clientele.gateway.GatewaySettings;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The newest windows of each KPI series, a series being one measurement with one set of tags.
 *
 * <p>Points may come in any order: they are kept by their window's end, and one with the same end
 * replaces what was there. Bounded twice: each series keeps its newest windows (2,000 unless
 * configured), and at most {@value #MOST_SERIES} series are kept: of the measurement with the most
 * series, the one whose newest window is oldest gives way. Safe for use by several threads.
 */
@Component
public class KpiHistory {

    /**
     * How many series are kept: the contract's measurements and tags make about 60, and each rule
     * one or two.
     */
    public static final int MOST_SERIES = 256;

    private record Series(String measurement, Map<String, String> tags) {}

    private record Stored(KpiPoint point, long version) {}

    private final int windows;
    private final Map<Series, NavigableMap<Instant, Stored>> points = new HashMap<>();
    private long version;

    /**
     * @param settings says how many windows of a series are kept
     */
    public KpiHistory(GatewaySettings settings) {
        this.windows = settings.historyWindows();
    }

    /** Takes a point, in the place of one with the same measurement, tags and time. */
    public synchronized void add(KpiPoint point) {
        Series key = new Series(point.measurement(), point.tags());
        NavigableMap<Instant, Stored> series = points.computeIfAbsent(key, k -> new TreeMap<>());
        version++;
        series.put(point.time(), new Stored(point, version));
        if (series.size() > windows) {
            series.pollFirstEntry();
        }
        if (points.size() > MOST_SERIES) {
            makeRoom();
        }
    }

    /** Many rules, say, must not drive out the groups, which are told once a day. */
    private void makeRoom() {
        Map<String, Long> counts =
                points.keySet().stream()
                        .collect(Collectors.groupingBy(Series::measurement, Collectors.counting()));
        long most = counts.values().stream().mapToLong(count -> count).max().orElse(0);
        points.entrySet().stream()
                .filter(entry -> counts.get(entry.getKey().measurement()) == most)
                .min(Comparator.comparing(entry -> entry.getValue().lastKey()))
                .map(Map.Entry::getKey)
                .ifPresent(points::remove);
    }

    /** Grows with every point taken. */
    public synchronized long version() {
        return version;
    }

    /** The end of the newest window of all series: the shop's time. */
    public synchronized Optional<Instant> newest() {
        return points.values().stream().map(NavigableMap::lastKey).max(Comparator.naturalOrder());
    }

    /** The points of the series of a measurement without tags, by time. */
    public synchronized List<KpiPoint> series(String measurement) {
        return untagged(measurement).values().stream().map(Stored::point).toList();
    }

    /** The points of that series that were taken after the history had the given version. */
    public synchronized List<KpiPoint> seriesSince(String measurement, long earlierVersion) {
        return untagged(measurement).values().stream()
                .filter(stored -> stored.version() > earlierVersion)
                .map(Stored::point)
                .toList();
    }

    /** The newest point of the series of a measurement without tags, if there is any. */
    public synchronized Optional<KpiPoint> latest(String measurement) {
        return Optional.ofNullable(untagged(measurement).lastEntry())
                .map(entry -> entry.getValue().point());
    }

    /** The newest point not after a time of the series of a measurement without tags. */
    public synchronized Optional<KpiPoint> latestUntil(String measurement, Instant time) {
        return Optional.ofNullable(untagged(measurement).floorEntry(time))
                .map(entry -> entry.getValue().point());
    }

    /** Every series of a measurement, each a list of points by time that is not empty. */
    public synchronized List<List<KpiPoint>> allSeries(String measurement) {
        return points.entrySet().stream()
                .filter(entry -> entry.getKey().measurement().equals(measurement))
                .map(entry -> values(entry.getValue().values()))
                .toList();
    }

    private static List<KpiPoint> values(Collection<Stored> stored) {
        return stored.stream().map(Stored::point).toList();
    }

    private NavigableMap<Instant, Stored> untagged(String measurement) {
        return points.getOrDefault(new Series(measurement, Map.of()), new TreeMap<>());
    }
}
