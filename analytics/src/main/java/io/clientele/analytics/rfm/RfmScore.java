package io.clientele.analytics.rfm;

/**
 * Where a customer stands in the population.
 *
 * @param recencyDays whole days since the last order
 * @param r recency score, 1 to 5, 5 for the most recent
 * @param f frequency score, 1 to 5, 5 for the most orders
 * @param m monetary score, 1 to 5, 5 for the highest net amount
 */
public record RfmScore(long recencyDays, int r, int f, int m) {

    /** ⌈(F + M) / 2⌉. */
    public int fm() {
        return (f + m + 1) / 2;
    }

    /** Whether the three scores are the same, whatever the days. */
    public boolean sameScoresAs(RfmScore other) {
        return r == other.r && f == other.f && m == other.m;
    }

    /** The group that the scores make. */
    public RfmGroup group() {
        return RfmGroup.of(r, fm());
    }
}
