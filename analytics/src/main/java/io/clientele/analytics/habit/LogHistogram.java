package io.clientele.analytics.habit;

import java.util.Arrays;
import java.util.Optional;

/**
 * How often values of each magnitude have come: buckets of four to an octave, exact below 8, so
 * that a value's bucket tells it to within 13 %. Counts only: no order matters, and what was added
 * can be taken away again.
 *
 * <p>Not thread-safe. There are at most 252 buckets; only those with a value take room.
 */
public final class LogHistogram {

    /** With fewer values there is nothing to compare with. */
    static final int LEAST_VALUES = 5;

    private static final int SUB_BITS = 2;
    private static final int SUBS = 1 << SUB_BITS;

    /** What makes the median absolute deviation that of a normal distribution. */
    private static final double NORMAL = 1.4826;

    /** The least standard deviation on the log scale: half a bucket. */
    private static final double LEAST_DEVIATION = 0.125;

    /** Buckets in ascending order; only the first {@link #size} entries count. */
    int[] buckets = new int[4];

    long[] counts = new long[4];
    int size;
    private long total;

    LogHistogram() {}

    LogHistogram(LogHistogram other) {
        buckets = Arrays.copyOf(other.buckets, Math.max(1, other.size));
        counts = Arrays.copyOf(other.counts, Math.max(1, other.size));
        size = other.size;
        total = other.total;
    }

    /** Adds a value, at least 0. */
    void add(long value) {
        add(bucketOf(value), 1);
    }

    /** Takes away a value that was added; one that was not is passed over. */
    void remove(long value) {
        int found = Arrays.binarySearch(buckets, 0, size, bucketOf(value));
        if (found < 0) {
            return;
        }
        total--;
        if (--counts[found] == 0) {
            size--;
            System.arraycopy(buckets, found + 1, buckets, found, size - found);
            System.arraycopy(counts, found + 1, counts, found, size - found);
        }
    }

    void add(int bucket, long count) {
        total += count;
        int found = Arrays.binarySearch(buckets, 0, size, bucket);
        if (found >= 0) {
            counts[found] += count;
            return;
        }
        int at = -found - 1;
        if (size == buckets.length) {
            buckets = Arrays.copyOf(buckets, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        System.arraycopy(buckets, at, buckets, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        buckets[at] = bucket;
        counts[at] = count;
        size++;
    }

    /** How many values are in it. */
    public long total() {
        return total;
    }

    /**
     * What a value is compared with, in robust standard deviations on the log scale: the median and
     * 1.4826 · MAD, where MAD is the median absolute deviation from the median (Iglewicz and
     * Hoaglin 1993, "How to Detect and Handle Outliers"). Values of a bucket count as its middle; a
     * deviation below an eighth (half a bucket) counts as one.
     *
     * @return empty with fewer than {@value #LEAST_VALUES} values
     */
    public Optional<RobustScale> robustScale() {
        if (total < LEAST_VALUES) {
            return Optional.empty();
        }
        double median = median();
        double spread = NORMAL * medianDistance(median);
        return Optional.of(new RobustScale(median, Math.max(spread, LEAST_DEVIATION)));
    }

    /** The lower median of the logarithms. */
    private double median() {
        long below = 0;
        int at = -1;
        while (below < (total + 1) / 2) {
            below += counts[++at];
        }
        return logMiddle(buckets[at]);
    }

    /** The lower median of the distances from a point, going outwards from it on both sides. */
    private double medianDistance(double centre) {
        int left = 0;
        while (left < size && logMiddle(buckets[left]) < centre) {
            left++;
        }
        int right = left;
        left--;
        long passed = 0;
        double distance = 0;
        while (passed < (total + 1) / 2) {
            double toLeft = left < 0 ? Double.MAX_VALUE : centre - logMiddle(buckets[left]);
            double toRight = right == size ? Double.MAX_VALUE : logMiddle(buckets[right]) - centre;
            distance = Math.min(toLeft, toRight);
            passed += toLeft <= toRight ? counts[left--] : counts[right++];
        }
        return distance;
    }

    static int bucketOf(long value) {
        if (value < SUBS) {
            return (int) Math.max(0, value);
        }
        int octave = 63 - Long.numberOfLeadingZeros(value);
        int sub = (int) (value >>> (octave - SUB_BITS)) & (SUBS - 1);
        return (octave - SUB_BITS + 1) * SUBS + sub;
    }

    /** The logarithm of a bucket's middle; that of 0 counts as 1's. */
    static double logMiddle(int bucket) {
        if (bucket < SUBS) {
            return StrictMath.log(Math.max(1, bucket));
        }
        int shift = bucket / SUBS - 1;
        long lowest = (long) (SUBS + bucket % SUBS) << shift;
        return StrictMath.log(lowest + ((1L << shift) - 1) / 2.0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogHistogram that
                && total == that.total
                && Arrays.equals(buckets, 0, size, that.buckets, 0, that.size)
                && Arrays.equals(counts, 0, size, that.counts, 0, that.size);
    }

    @Override
    public int hashCode() {
        return 31 * size + Long.hashCode(total);
    }
}
