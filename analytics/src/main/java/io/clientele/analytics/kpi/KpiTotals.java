package io.clientele.analytics.kpi;

/**
 * The sums of one window, or of any set of windows: they add up in any order.
 *
 * <p>Not thread-safe.
 */
public final class KpiTotals {

    private static final int[] OFFSETS;
    private static final int SUMS;

    static {
        KpiSeries[] all = KpiSeries.values();
        OFFSETS = new int[all.length];
        int next = 0;
        for (KpiSeries series : all) {
            OFFSETS[series.ordinal()] = next;
            next += Math.max(1, series.parts().size());
        }
        SUMS = next;
    }

    private final long[] sums = new long[SUMS];

    /** When the latest of the events came in, milliseconds since 1970; 0 where it is not known. */
    long ingestedAt;

    /** Enters a fact, whatever its time. */
    public void add(KpiFact fact) {
        add(fact.series(), fact.part(), fact.amount());
    }

    void add(KpiSeries series, int part, long amount) {
        sums[OFFSETS[series.ordinal()] + part] += amount;
    }

    /** Notes when an event came in, milliseconds since 1970. */
    public void ingested(long at) {
        ingestedAt = Math.max(ingestedAt, at);
    }

    /** Adds all of another. */
    public void add(KpiTotals other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        ingested(other.ingestedAt);
    }

    /** The sum of a series; of all its parts where it is split. */
    public long of(KpiSeries series) {
        int next = series.ordinal() + 1;
        int end = next < OFFSETS.length ? OFFSETS[next] : SUMS;
        long sum = 0;
        for (int i = OFFSETS[series.ordinal()]; i < end; i++) {
            sum += sums[i];
        }
        return sum;
    }

    /** The sum of one part of a series. */
    public long of(KpiSeries series, int part) {
        return sums[OFFSETS[series.ordinal()] + part];
    }

    /** When the latest of the events came in, milliseconds since 1970; 0 where it is not known. */
    public long ingestedAt() {
        return ingestedAt;
    }

    /** Whether nothing is counted, whatever came in when. */
    public boolean isEmpty() {
        for (long sum : sums) {
            if (sum != 0) {
                return false;
            }
        }
        return true;
    }

    /** Records read: accepted events, duplicates and dead letters. */
    public long read() {
        return of(KpiSeries.EVENTS) + of(KpiSeries.DUPLICATES) + of(KpiSeries.DEAD_LETTERS);
    }
}
