package io.clientele.analytics.rfm;

import io.clientele.analytics.rfm.PopulationChange.Histograms;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The distribution of all customers with an order, and the changes of days that have not ended yet.
 *
 * <p>Not thread-safe.
 */
public final class Population {

    final Histograms ended = new Histograms();
    final NavigableMap<Long, Histograms> open = new TreeMap<>();

    /** Takes in what has changed; a change of a day that has ended counts from the next one on. */
    public void add(PopulationChange change) {
        change.forEachDay(
                (day, histograms) ->
                        open.computeIfAbsent(day, any -> new Histograms()).add(histograms));
    }

    /**
     * Ends a day.
     *
     * @return the bounds as of its end; nothing if nobody has ordered yet
     */
    public Optional<RfmBounds> end(long day) {
        Map<Long, Histograms> ending = open.headMap(day, true);
        ending.values().forEach(ended::add);
        ending.clear();
        long population = ended.frequency.total();
        if (population == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new RfmBounds(
                        day,
                        population,
                        ended.lastOrderDay.quintilesFromTheTop().stream()
                                .map(lastOrderDay -> day - lastOrderDay)
                                .toList(),
                        ended.frequency.quintiles(),
                        ended.monetary.quintiles()));
    }

    /** The earliest day that has changes and has not ended; only if there is one. */
    public long firstOpenDay() {
        return open.firstKey();
    }

    /** Whether there is nobody in it, now or on an open day. */
    public boolean isEmpty() {
        return ended.frequency.cells() == 0 && open.isEmpty();
    }
}
