package io.clientele.analytics.rfm;

import io.clientele.analytics.ledger.Standing;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * How the population's distribution changes, by day: what is taken out is negative. Changes add up
 * in any order.
 *
 * <p>Not thread-safe.
 */
public final class PopulationChange {

    /** The three distributions that RFM is scored against. */
    static final class Histograms {
        final RetractableHistogram lastOrderDay = new RetractableHistogram();
        final RetractableHistogram frequency = new RetractableHistogram();
        final RetractableHistogram monetary = new RetractableHistogram();

        void add(Standing standing, long customers) {
            if (standing.lifetime().hasOrdered()) {
                lastOrderDay.add(standing.lifetime().lastOrderDay(), customers);
                frequency.add(standing.longestWindow().orders(), customers);
                monetary.add(standing.longestWindow().net(), customers);
            }
        }

        void add(Histograms other) {
            lastOrderDay.add(other.lastOrderDay);
            frequency.add(other.frequency);
            monetary.add(other.monetary);
        }
    }

    private final NavigableMap<Long, Histograms> byDay = new TreeMap<>();

    /** One customer comes in, from a day on. */
    public void add(long day, Standing standing) {
        on(day).add(standing, 1);
    }

    /** One customer goes out, from a day on. */
    public void remove(long day, Standing standing) {
        on(day).add(standing, -1);
    }

    /** Adds all of another change. */
    public void add(PopulationChange other) {
        other.byDay.forEach((day, histograms) -> on(day).add(histograms));
    }

    /** Whether nothing has changed. */
    public boolean isEmpty() {
        return byDay.isEmpty();
    }

    /** The earliest day that something changes from; only if something does. */
    public long firstDay() {
        return byDay.firstKey();
    }

    void forEachDay(BiConsumer<Long, Histograms> consumer) {
        byDay.forEach(consumer);
    }

    Histograms on(long day) {
        return byDay.computeIfAbsent(day, any -> new Histograms());
    }
}
